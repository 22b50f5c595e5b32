"""Loads each module in a process where it is the first of its room, and tells those that cannot be.

What a front door gives is loaded when somebody first asks for it: which module is the first, the day decides.
"""

from __future__ import annotations

import importlib
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django

import tirek

SOURCE = Path(tirek.__path__[0])
GIVEN = re.compile(r"^from (\.[\w.]+) import ", re.MULTILINE)


def given() -> Iterator[str]:
    """The modules behind the front doors, each once."""
    for door in sorted(SOURCE.rglob("__init__.pyi")):
        room = ".".join(("tirek", *door.parent.relative_to(SOURCE).parts))
        yield from sorted({room + module for module in GIVEN.findall(door.read_text("utf-8"))})


def loads(module: str) -> bool:
    """Whether a module can be the first, in a process of its own."""
    child = os.fork()
    if not child:
        try:
            importlib.import_module(module)
        except BaseException as failure:
            sys.stdout.write(f"{module}: {failure!r}\n")
            sys.stdout.flush()
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


if __name__ == "__main__":
    django.setup()
    tried = [loads(module) for module in given()]
    sys.stdout.write(f"{len(tried)} modules\n")
    sys.exit(not all(tried))
