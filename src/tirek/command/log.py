"""`tirek log`: event logs imported and asked. No house is opened: neither a database nor Django is needed.

What a verb is asked of is an imported log (a folder) or a file, which is then read first; see `log_opened.py`.
"""

from __future__ import annotations

from importlib import import_module

from tirek.command.verbs import Commands, group

PARTS: tuple[str, ...] = (
    "log_import",
    "log_describe",
    "log_conform",
    "log_waiting",
    "log_discover",
    "log_simulate",
    "log_compare",
    "log_synthesise",
)
"""The modules of this package that add verbs, in the order in which help lists them."""


def add_to(commands: Commands) -> None:
    """This function will add the verbs."""
    verbs = group(commands, "log", "Read an event log; see how the work ran, and what would change it.")
    for name in PARTS:
        import_module(f"tirek.command.{name}").add_to(verbs)
