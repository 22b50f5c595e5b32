"""What a template may insert: one file an insert, named as the insert is, with `text(asked)`; a new file is enough."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tirek.reports.asked import Asked

Insert = Callable[[Asked], str]


@cache
def inserts() -> Mapping[str, Insert]:
    """This function will give every insert by its name: `next_steps.py` is `{{ next-steps }}`."""
    names = sorted(found.name for found in iter_modules(__path__))
    return {name.replace("_", "-"): import_module(f"{__name__}.{name}").text for name in names}


def explained() -> list[tuple[str, str]]:
    """This function will name every insert with what it writes, the first line of its file, untranslated."""
    modules = {name: import_module(insert.__module__) for name, insert in inserts().items()}
    return [(name, str(module.WRITES)) for name, module in modules.items()]
