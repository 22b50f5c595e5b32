"""ready.yaml: what nobody at the institution has verified yet, and where it is used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tirek.packs.checkers.pack_file import missing_texts
from tirek.packs.content_faults import KeyMissing, KeyUnknown, ValueOther
from tirek.packs.pack import Pack
from tirek.packs.pack_faults import NobodyVerifies
from tirek.packs.yaml_files import Fault, lines_of
from tirek.refusals import Problem

OPEN, DONE = "to be verified by the institution", "verified"
NEEDED = {OPEN: ("claims", "known", "used in", "fact"), DONE: ("claims", "by", "on", "used in", "fact")}
KNOWN = {OPEN: NEEDED[OPEN], DONE: (*NEEDED[DONE], "known")}


def check(pack: Pack, path: str) -> Iterator[Problem]:
    """This function will say what is wrong with ready.yaml: words missing, places that are not there."""
    given = pack.yaml(path)
    if given is None:
        return
    if not isinstance(given, dict):
        yield Problem(ValueOther(key=path, value=str(given)[:40], wanted=OPEN), file=path)
        return
    try:
        lines = lines_of(pack.text(path))
    except Fault:
        lines = {}
    for part, facts in given.items():
        if part not in NEEDED:
            yield Problem(KeyUnknown(key=part), file=path, row=lines.get((part,), 0))
        elif facts and not isinstance(facts, dict):
            yield Problem(ValueOther(key=part, value=str(facts)[:40], wanted="{…: {claims: …}}"), file=path)
        else:
            for name, fact in (facts or {}).items():
                yield from _fact(pack, path, part, fact, name, lines.get((part, name), 0))


def _fact(pack: Pack, path: str, part: str, fact: Any, name: str, row: int) -> Iterator[Problem]:
    if not isinstance(fact, dict):
        yield Problem(ValueOther(key=name, value=str(fact)[:40], wanted=" · ".join(NEEDED[part])), file=path, row=row)
        return
    for key in NEEDED[part]:
        if not fact.get(key):
            yield Problem(KeyMissing(key=f"{name}.{key}"), file=path, row=row)
    for key in fact:
        if key not in KNOWN[part]:
            yield Problem(KeyUnknown(key=f"{name}.{key}"), file=path, row=row)
    yield from missing_texts(fact.get("fact"), f"{name}.fact", pack.about.languages, path, row)
    used = fact.get("used in", [])
    for where in used if isinstance(used, list) else [used]:
        if not isinstance(where, str) or not _is_there(pack, where):
            yield Problem(NobodyVerifies(where=str(where)[:80]), file=path, row=row)


def _is_there(pack: Pack, where: str) -> bool:
    """A file, and after a blank a word that stands in it, as in `forms/intake.md year_note`."""
    file, _blank, word = where.partition(" ")
    return file in pack.files and (not word or word in pack.text(file) or not pack.text(file))
