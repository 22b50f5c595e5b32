"""Checks `services/*/service.yaml`: what a studied service is called, whose it is, by which law, who works in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from tirek.packs.checkers.pack_file import missing_texts
from tirek.packs.content_faults import KeyMissing, KeyUnknown, ValueOther
from tirek.packs.pack import Pack
from tirek.packs.yaml_files import Fault, lines_of
from tirek.refusals import Problem

TEXTS: Final = ("title", "owner", "legal basis")
NAMED: Final = ("channels", "roles")


def check(pack: Pack, path: str) -> Iterator[Problem]:
    """This function will say what is wrong with service.yaml: keys, and texts in each language of the mechanism."""
    given = pack.yaml(path)
    if not isinstance(given, dict):
        yield Problem(ValueOther(key=path, value=str(given)[:40], wanted=" · ".join((*TEXTS, *NAMED))), file=path)
        return
    try:
        lines = lines_of(pack.text(path))
    except Fault:
        lines = {}
    for key in (*TEXTS, *NAMED):
        if not given.get(key):
            yield Problem(KeyMissing(key=key), file=path)
    for key, value in given.items():
        row = lines.get((key,), 0)
        if key in TEXTS:
            yield from missing_texts(value, key, pack.about.languages, path, row)
        elif key in NAMED:
            yield from _named(pack, path, key, value, lines)
        else:
            yield Problem(KeyUnknown(key=key), file=path, row=row)


def _named(pack: Pack, path: str, key: str, value: Any, lines: dict[tuple[str, ...], int]) -> Iterator[Problem]:
    if not isinstance(value, dict):
        wanted = "{…: {en: …, ru: …, kk: …}}"
        yield Problem(ValueOther(key=key, value=str(value)[:40], wanted=wanted), file=path, row=lines.get((key,), 0))
        return
    for name, said in value.items():
        yield from missing_texts(said, f"{key}.{name}", pack.about.languages, path, lines.get((key, name), 0))
