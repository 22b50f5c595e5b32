"""pack.yaml: what the mechanism is called, which version it is, which languages it speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tirek.packs.content_faults import KeyMissing, KeyUnknown, TextMissing, ValueOther
from tirek.packs.pack import LANGUAGES, Pack
from tirek.packs.pack_faults import CodeOdd, FormUnknown
from tirek.packs.yaml_files import Fault, lines_of
from tirek.refusals import Problem

CODE = re.compile(r"[a-z][a-z0-9-]{1,39}")
VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,39}")
NEEDED = ("id", "version", "title", "languages", "confidentiality")
KEYS = (*NEEDED, "retention", "forms")
CONFIDENTIALITY = ("public", "internal", "confidential")
RETENTION = ("years", "from")


def check(pack: Pack, path: str) -> Iterator[Problem]:
    """This function will say what is wrong with pack.yaml."""
    given = pack.yaml(path)
    if given is None:
        if not pack.text(path).strip():
            yield Problem(KeyMissing(key="id"), file=path, row=1)
        return
    if not isinstance(given, dict):
        yield Problem(ValueOther(key=path, value=str(given)[:40], wanted="id: …, version: …"), file=path)
        return
    lines = _lines(pack, path)
    yield from (Problem(KeyMissing(key=key), file=path) for key in NEEDED if key not in given)
    for key in given:
        if key not in KEYS:
            yield Problem(KeyUnknown(key=key), file=path, row=lines.get((key,), 0))
    yield from _names(given, path, lines)
    yield from _languages(given, path, lines)
    yield from _retention(given, path, lines)
    yield from _forms(pack, given, path, lines)


def _lines(pack: Pack, path: str) -> dict[tuple[str, ...], int]:
    try:
        return lines_of(pack.text(path))
    except Fault:
        return {}


def _names(given: dict[str, Any], path: str, lines: dict[tuple[str, ...], int]) -> Iterator[Problem]:
    if "id" in given and not (isinstance(given["id"], str) and CODE.fullmatch(given["id"])):
        yield Problem(CodeOdd(code=str(given["id"])[:60]), file=path, row=lines.get(("id",), 0))
    if "version" in given and not (isinstance(given["version"], str) and VERSION.fullmatch(given["version"])):
        yield _other("version", given["version"], "1.0 · 2026-11", path, lines)
    if "confidentiality" in given and given["confidentiality"] not in CONFIDENTIALITY:
        yield _other("confidentiality", given["confidentiality"], " · ".join(CONFIDENTIALITY), path, lines)


def _languages(given: dict[str, Any], path: str, lines: dict[tuple[str, ...], int]) -> Iterator[Problem]:
    if "languages" not in given:
        return
    languages = given["languages"]
    if not isinstance(languages, list) or not languages or any(each not in LANGUAGES for each in languages):
        yield _other("languages", languages, " · ".join(LANGUAGES), path, lines)
        return
    yield from missing_texts(given.get("title"), "title", tuple(languages), path, lines.get(("title",), 0))


def missing_texts(
    given: Any, key: str, languages: tuple[str, ...], path: str, row: int, extra: tuple[str, ...] = ()
) -> Iterator[Problem]:
    """This function will say in which of the languages a text is missing, and which are not the mechanism's."""
    if given is None:
        return
    if not isinstance(given, dict):
        yield Problem(ValueOther(key=key, value=str(given)[:40], wanted="{en: …, ru: …, kk: …}"), file=path, row=row)
        return
    for language in languages:
        if not (isinstance(given.get(language), str) and given[language].strip()):
            yield Problem(TextMissing(key=key, language=language), file=path, row=row)
    for language in given:
        if language not in (*languages, *extra):
            yield Problem(KeyUnknown(key=f"{key}.{language}"), file=path, row=row)


def _retention(given: dict[str, Any], path: str, lines: dict[tuple[str, ...], int]) -> Iterator[Problem]:
    if "retention" not in given:
        return
    retention = given["retention"]
    sound = isinstance(retention, dict) and set(retention) == set(RETENTION)
    if not sound or not re.fullmatch("[1-9][0-9]?", str(retention["years"])) or not isinstance(retention["from"], str):
        wanted = "{years: 5, from: …}"
        yield _other("retention", retention, wanted, path, lines)


def _forms(pack: Pack, given: dict[str, Any], path: str, lines: dict[tuple[str, ...], int]) -> Iterator[Problem]:
    forms = given.get("forms")
    if forms is None:
        return
    if not isinstance(forms, dict):
        yield _other("forms", forms, "{…: {title: …}}", path, lines)
        return
    for name, form in forms.items():
        row = lines.get(("forms", name), 0)
        if not pack.form_faults and name not in pack.steps:
            yield Problem(FormUnknown(form=name), file=path, row=row)
        if not isinstance(form, dict) or set(form) != {"title"}:
            yield Problem(ValueOther(key=f"forms.{name}", value=str(form)[:40], wanted="title"), file=path, row=row)
            continue
        yield from missing_texts(form["title"], f"forms.{name}.title", pack.about.languages, path, row)


def _other(key: str, value: Any, wanted: str, path: str, lines: dict[tuple[str, ...], int]) -> Problem:
    return Problem(ValueOther(key=key, value=str(value)[:60], wanted=wanted), file=path, row=lines.get((key,), 0))
