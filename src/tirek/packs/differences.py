"""What changed between two states of a mechanism, in plain words."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from tirek.bounded import gettext_noop
from tirek.packs.form_differences import form_differences
from tirek.packs.kinds import TABLES, is_text, kind_of
from tirek.packs.pack import AccessRow, Pack
from tirek.packs.procedure_differences import procedure_differences
from tirek.packs.sentences import Change
from tirek.packs.tables import IDENTITY, Table

ADDED = gettext_noop("%(file)s is new.")
REMOVED = gettext_noop("%(file)s is gone.")
CHANGED = gettext_noop("%(file)s was replaced.")
LINES = gettext_noop("%(file)s: lines added: %(added)s, lines taken out: %(removed)s.")
ROW_ADDED = gettext_noop("%(file)s: row “%(row)s” is new: %(said)s.")
ROW_REMOVED = gettext_noop("%(file)s: row “%(row)s” is gone.")
CELL = gettext_noop("%(file)s: “%(row)s”, %(column)s: “%(before)s” → “%(after)s”.")
COLUMNS = gettext_noop("%(file)s has other columns.")
ABOUT = gettext_noop("pack.yaml: %(name)s: “%(before)s” → “%(after)s”.")
ROLE_ADDED = gettext_noop("The role %(role)s is new in the form %(step)s: it sees %(sees)s and may %(does)s.")
ROLE_REMOVED = gettext_noop("The role %(role)s has no part in the form %(step)s any more.")
SEES_ALL_BUT = gettext_noop("The role %(role)s now sees the answers to %(step)s, all but: %(hidden)s.")
SEES_ALL = gettext_noop("The role %(role)s now sees the answers to %(step)s.")
SEES_NOTHING = gettext_noop("The role %(role)s no longer sees the answers to %(step)s.")
SHOWN = gettext_noop("The role %(role)s now sees answers that are secret (%(mark)s) in the form %(step)s.")
HIDDEN = gettext_noop("The role %(role)s no longer sees answers that are secret (%(mark)s) in the form %(step)s.")
MAY = gettext_noop("The role %(role)s may now %(deed)s in the form %(step)s.")
MAY_NOT = gettext_noop("The role %(role)s may no longer %(deed)s in the form %(step)s.")
BASIS = gettext_noop("The legal basis for the role %(role)s in the form %(step)s: “%(before)s” → “%(after)s”.")


def differences(before: Pack, after: Pack) -> list[Change]:
    """This function will say what changed from one state of a mechanism to another, who sees what first."""
    found = [*_who(before, after), *_about(before, after)]
    for path in sorted({*before.files, *after.files}):
        if path in ("who.csv", "pack.yaml") and path in before.files and path in after.files:
            continue
        old, new = before.files.get(path), after.files.get(path)
        if (old is None or new is None) and old != new:
            found.append(Change(ADDED if old is None else REMOVED, {"file": path}, path))
        elif old is not None and new is not None and bytes(old) != bytes(new):
            found += _changed(path, before, after)
    return found


def _changed(path: str, before: Pack, after: Pack) -> Iterator[Change]:
    if kind_of(path) in TABLES:
        yield from table_differences(path, before.table(path), after.table(path))
    elif kind_of(path) == "form" and path in before.forms and path in after.forms:
        said = list(form_differences(path, before.forms[path], after.forms[path]))
        yield from said or [_lines(path, before, after)]
    elif kind_of(path) in ("procedure", "model"):
        said = list(procedure_differences(path, before.text(path), after.text(path)))
        yield from said or [_lines(path, before, after)]
    else:
        yield _lines(path, before, after)


def _lines(path: str, before: Pack, after: Pack) -> Change:
    if not is_text(path):
        return Change(CHANGED, {"file": path}, path)
    old, new = before.text(path).splitlines(), after.text(path).splitlines()
    parts = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    added = sum(after_to - after_from for what, _a, _b, after_from, after_to in parts if what != "equal")
    removed = sum(b - a for what, a, b, _from, _to in parts if what != "equal")
    return Change(LINES, {"file": path, "added": added, "removed": removed}, path)


def table_differences(path: str, before: Table, after: Table) -> Iterator[Change]:
    """This function will say which rows and cells of a table changed, each row by what it is known by."""
    if before.headings != after.headings:
        yield Change(COLUMNS, {"file": path}, path)
        return
    old, new = (_keyed(path, each) for each in (before, after))
    for key in [*old, *(each for each in new if each not in old)]:
        row = " ".join(part for part in key if part)
        if key not in new:
            yield Change(ROW_REMOVED, {"file": path, "row": row}, path)
        elif key not in old:
            said = "; ".join(f"{heading}: {cell}" for heading, cell in new[key].items() if cell)
            yield Change(ROW_ADDED, {"file": path, "row": row, "said": said}, path)
        else:
            for heading in after.headings:
                was, now = old[key][heading], new[key][heading]
                if was != now:
                    facts = {"file": path, "row": row, "column": heading, "before": was, "after": now}
                    yield Change(CELL, facts, path)


def _keyed(path: str, table: Table) -> dict[tuple[str, ...], Mapping[str, str]]:
    identity = IDENTITY[kind_of(path)]
    return {tuple(row.get(heading, "") for heading in identity): row for row in table.rows}


def _about(before: Pack, after: Pack) -> Iterator[Change]:
    old, new = (dict(_told(each.yaml("pack.yaml"), "")) for each in (before, after))
    for name in [*old, *(each for each in new if each not in old)]:
        if old.get(name) != new.get(name):
            facts = {"name": name, "before": old.get(name, "—"), "after": new.get(name, "—")}
            yield Change(ABOUT, facts, "pack.yaml")


def _told(given: object, way: str) -> Iterator[tuple[str, str]]:
    if isinstance(given, dict):
        for name, value in given.items():
            yield from _told(value, f"{way}.{name}" if way else name)
    elif isinstance(given, list):
        yield way, ", ".join(map(str, given))
    elif given is not None:
        yield way, str(given)


def _who(before: Pack, after: Pack) -> Iterator[Change]:
    old = {(row.step, row.role): row for row in before.access}
    new = {(row.step, row.role): row for row in after.access}
    for key in [*old, *(each for each in new if each not in old)]:
        facts = {"step": key[0], "role": key[1]}
        if key not in new:
            yield Change(ROLE_REMOVED, facts, "who.csv")
        elif key not in old:
            row = new[key]
            said = {"sees": seen_words(row), "does": ", ".join(row.does) or "—"}
            yield Change(ROLE_ADDED, facts | said, "who.csv")
        else:
            yield from _role(facts, old[key], new[key])


def seen_words(row: AccessRow) -> str:
    """This function will write what a role sees as who.csv writes it."""
    if not row.sees:
        return "nothing"
    return " ".join(("all but", *row.hidden)) if row.hidden else "all"


def _role(facts: dict[str, str], was: AccessRow, now: AccessRow) -> Iterator[Change]:
    if now.sees and not was.sees:
        hidden = ", ".join(now.hidden)
        yield Change(SEES_ALL_BUT if hidden else SEES_ALL, facts | {"hidden": hidden}, "who.csv")
    elif was.sees and not now.sees:
        yield Change(SEES_NOTHING, facts, "who.csv")
    elif now.sees:
        for mark in sorted(set(was.hidden) ^ set(now.hidden)):
            yield Change(HIDDEN if mark in now.hidden else SHOWN, facts | {"mark": mark}, "who.csv")
    for deed in sorted(set(was.does) ^ set(now.does)):
        yield Change(MAY if deed in now.does else MAY_NOT, facts | {"deed": deed}, "who.csv")
    if was.legal_basis != now.legal_basis:
        yield Change(BASIS, facts | {"before": was.legal_basis, "after": now.legal_basis}, "who.csv")
