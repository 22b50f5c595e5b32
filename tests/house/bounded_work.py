"""What the children of `test_bounded` are given to do."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time

from tirek.bounded import Progress
from tirek.plans.errors import FileTooLarge


def shout(payload: bytes, *, progress: Progress, name: str = "") -> bytes:
    progress(1, 2, "half")
    progress(2, 2, "done")
    return payload.upper() + name.encode()


def chatter(payload: bytes, *, progress: Progress) -> bytes:
    sys.stdout.write("a library that prints\n")
    os.write(1, b"straight to the descriptor\n")
    return payload


def refuse(payload: bytes, *, progress: Progress) -> bytes:
    raise FileTooLarge(name="ә", size=21, limit=20)


def spin(payload: bytes, *, progress: Progress, name: str = "") -> bytes:
    while True:
        pass


def sleep(payload: bytes, *, progress: Progress) -> bytes:
    time.sleep(60)
    return b""


def hoard(payload: bytes, *, progress: Progress) -> bytes:
    kept = []
    while True:
        kept.append(bytearray(10_000_000))


def die(payload: bytes, *, progress: Progress) -> bytes:
    os.kill(os.getpid(), 11)
    return b""


def stumble(payload: bytes, *, progress: Progress) -> bytes:
    raise KeyError("a mistake of ours")


def look_around(payload: bytes, *, progress: Progress) -> bytes:
    django = [module for module in sys.modules if module.split(".")[0] == "django"]
    return json.dumps({"environment": dict(os.environ), "django": django}).encode()


def write_a_file(payload: bytes, *, progress: Progress) -> bytes:
    with tempfile.TemporaryFile() as file:
        file.write(b"x" * 100_000)
        file.flush()
    return b"written"
