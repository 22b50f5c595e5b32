"""`tirek docs`: the look-up pages that are made from the code, written or compared."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING

from tirek.command.failures import FINDINGS, FINE
from tirek.command.verbs import Commands, verb

if TYPE_CHECKING:
    from tirek.refusals import Refusal

MADE = "<!-- Made by `make docs`; edit the code it is made from. -->\n\n"


def add_to(commands: Commands) -> None:
    """This function will add the verb."""
    docs_verb = verb(commands, "docs", docs, "Write the look-up pages that are made from the code.", reading=False)
    docs_verb.add_argument("--check", action="store_true", help="compare instead; exit status 1 when any is old")
    docs_verb.add_argument("--to", type=Path, default=Path("docs/look-up"), metavar="DIRECTORY")


def docs(options: argparse.Namespace) -> int:
    """This function will write every generated page, or name those that are not current."""
    import django
    from django.utils import translation

    django.setup()
    old = []
    with translation.override("en"):
        for name, page in {**PAGES, **_booklets()}.items():
            path, text = options.to / f"{name}.md", MADE + page()
            if options.check:
                if not path.exists() or path.read_text("utf-8") != text:
                    old.append(str(path))
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
    if old:
        print(f"Not current: {', '.join(old)}. Run `make docs`.", file=sys.stderr)
    return FINDINGS if old else FINE


def _modules(*names: str) -> Iterator[str]:
    import tirek

    for module in walk_packages(tirek.__path__, "tirek."):
        if module.name.rpartition(".")[2] in names:
            yield module.name


def _refusals() -> str:
    from tirek.refusals import Refusal

    for name in (*_modules("errors"), "tirek.bounded"):
        import_module(name)
    lines = ["# Refusals\n", "What Tirek says when it will not do a thing. The id is stable.\n"]
    lines += ["| id | sentence | hint |", "|---|---|---|"]
    found: list[type[Refusal]] = sorted(_below(Refusal), key=lambda each: each.id)
    return "\n".join([*lines, *(f"| `{each.id}` | {each.sentence} | {each.hint} |" for each in found)]) + "\n"


def _below(parent: type[Refusal]) -> set[type[Refusal]]:
    found: set[type[Refusal]] = set()
    for child in parent.__subclasses__():
        found |= {child, *_below(child)}
    return {each for each in found if hasattr(each, "id")}


def _events() -> str:
    from tirek.ledger import Event

    lines = ["# Events of the ledger\n", "| room | id | sentence |", "|---|---|---|"]
    for name in sorted(_modules("events")):
        module = import_module(name)
        found = sorted((each for each in vars(module).values() if isinstance(each, Event)), key=lambda each: each.id)
        lines += [f"| {name.split('.')[1]} | `{each.id}` | {each.sentence} |" for each in found]
    return "\n".join(lines) + "\n"


def _checks() -> str:
    from tirek.plans.checks import CATALOGUE

    lines = ["# Checks of a plan\n", "What `tirek plan check` looks for, by the code of its findings.\n"]
    lines += ["| code | severity | what it looks for | example |", "|---|---|---|---|"]
    rows = (
        f"| `{code}` | {kind.severity} | {kind.looks_for} | {kind.example} |"
        for code, kind in sorted(CATALOGUE.items())
    )
    return "\n".join([*lines, *rows]) + "\n"


def _deeds() -> str:
    from tirek.directory import MAY, Role

    roles = list(Role)
    lines = ["# Who may do what\n", "Every deed of the house and the roles that may do it.\n"]
    lines += ["| deed | " + " | ".join(role.value for role in roles) + " |", "|---" * (len(roles) + 1) + "|"]
    for deed, allowed in MAY.items():
        lines.append(f"| {deed} | " + " | ".join("yes" if role in allowed else "" for role in roles) + " |")
    return "\n".join(lines) + "\n"


def _command_line() -> str:
    from tirek.command import command_line

    parser = command_line()
    parts = ["# The command line\n", f"```\n{_help(parser)}```\n"]
    for name, noun in _verbs(parser):
        parts.append(f"## tirek {name}\n\n```\n{_help(noun)}```\n")
        parts += [f"### tirek {name} {each}\n\n```\n{_help(inner)}```\n" for each, inner in _verbs(noun)]
    return "\n".join(parts)


def _help(parser: argparse.ArgumentParser) -> str:
    # A fixed width: the page must not depend on the terminal that made it.
    parser.formatter_class = lambda prog: argparse.HelpFormatter(prog, width=100)
    return parser.format_help()


def _verbs(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def _booklets() -> dict[str, Callable[[], str]]:
    """Each mechanism that comes with the house, as a booklet."""
    from tirek.command.places import mechanism_folder

    folders = sorted(path.parent for path in mechanism_folder("").glob("*/pack.yaml"))
    return {f"mechanisms/{folder.name}": partial(_booklet, folder) for folder in folders}


def _booklet(folder: Path) -> str:
    from tirek.packs import Pack, as_markdown, booklet, read_folder

    return as_markdown(booklet(Pack(read_folder(folder)), "en"), f"../../../mechanisms/{folder.name}")


PAGES: dict[str, Callable[[], str]] = {
    "refusals": _refusals,
    "events": _events,
    "plan-checks": _checks,
    "deeds-and-roles": _deeds,
    "command-line": _command_line,
}
