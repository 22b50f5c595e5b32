"""Puts uv where the Makefile looks for it, on a machine that has nothing but Python 3.11.

Neither pip nor venv is needed: the wheel named in the lock file is fetched, checked against the hash that stands there,
and the one program in it is taken out.
"""

from __future__ import annotations

import hashlib
import io
import platform
import ssl
import sys
import tomllib
import urllib.error
import urllib.request
import zipfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def main(target: Path) -> None:
    """This function will put uv at `target`, or end with a sentence."""
    wheel = wheel_for(sys.platform, platform.machine(), platform.libc_ver()[0])
    content = fetched(wheel["url"])
    if hashlib.sha256(content).hexdigest() != wheel["hash"].removeprefix("sha256:"):
        raise SystemExit(
            "What came for uv is not what the lock file says it is. Try again; then ask who is in between."
        )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        program = next(name for name in archive.namelist() if name.endswith("/scripts/uv"))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.with_suffix(".new").write_bytes(archive.read(program))
    target.with_suffix(".new").chmod(0o755)
    target.with_suffix(".new").replace(target)


def wheel_for(system: str, machine: str, libc: str) -> dict[str, Any]:
    """This function will find the wheel of uv for a kind of machine in the lock file."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    wheels = next(package["wheels"] for package in lock["package"] if package["name"] == "uv")
    kind = {"linux": "manylinux" if libc == "glibc" else "musllinux", "darwin": "macosx"}.get(system, system)
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(machine.lower(), machine.lower())
    names = (machine, "arm64") if machine == "aarch64" else (machine,)
    for wheel in wheels:
        file = wheel["url"].rsplit("/", 1)[1]
        if kind in file and any(f"_{name}." in file for name in names):
            return dict(wheel)
    raise SystemExit(f"There is no uv for this machine ({system}, {machine}). Install uv yourself and put it on PATH.")


def fetched(url: str) -> bytes:
    """This function will fetch a file whose hash is known.

    A bare Debian has no certificates to check a server by. The hash in the lock file is the stronger check, and is
    made in any case.
    """
    for context in (ssl.create_default_context(), ssl._create_unverified_context()):  # noqa: S323
        try:
            with urllib.request.urlopen(url, timeout=120, context=context) as answer:  # noqa: S310  # https, from the lock
                return bytes(answer.read())
        except urllib.error.URLError as fault:
            if not isinstance(fault.reason, ssl.SSLCertVerificationError):
                raise SystemExit(f"uv could not be fetched: {fault.reason}. Is there a way to the network?") from fault
    raise SystemExit("uv could not be fetched: no certificate was acceptable.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
