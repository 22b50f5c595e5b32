"""Where the data of an embedded database lies, and the one file that holds its passwords."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

STATE = Path("/var/lib/tirek")
SECRETS = ("superuser", "tirek_owner", "tirek_app", "tirek_auditor", "secret_key")


def data_directory(environ: Mapping[str, str] = os.environ) -> Path:
    """This function will name the data directory: TIREK_DATA, or `.tirek/` in the checkout, or one under /var/lib.

    Root's own home is closed to the user that runs the database, and stays so: hence the other place for root.
    """
    if chosen := environ.get("TIREK_DATA"):
        return Path(chosen).resolve()
    home = checkout()
    if os.geteuid() == 0:
        return STATE / hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    return home / ".tirek"


def checkout() -> Path:
    """This function will find the working copy this package runs from, else the current directory."""
    root = Path(__file__).resolve().parents[3]
    return root if (root / "pyproject.toml").is_file() else Path.cwd()


def kept_secrets(data: Path) -> dict[str, str]:
    """This function will give the passwords kept in `data`, and make those that are not there yet.

    The file is readable by its owner alone (0600) from its first byte on.
    """
    path = data / "secrets.json"
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    if missing := [name for name in SECRETS if name not in known]:
        known |= {name: secrets.token_urlsafe(32) for name in missing}
        fresh = path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(known, file, indent=1)
            os.fsync(file.fileno())
        fresh.replace(path)
    return known


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """This function will let one process at a time start or stop what is in `data`."""
    with (data / "lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
