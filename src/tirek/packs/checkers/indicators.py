"""Checks `indicators/*.yaml`: what is counted is asked, and the worked example comes out.

    id: complaints-of-torture
    question: How many complaints speak of torture?
    unit: complaints
    counted: {form: intake, where: "${torture} = 'yes'"}
    out of: {form: intake}
    split by: [region]
    worked example:
      given:
        intake:
          - {torture: yes}
          - {torture: no}
      then: {counted: 1, out of: 2}

`where` and `out of` may be left out, and so may `split by`. An example whose conditions ask for today says `on` which
day it is.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any, Final

from tirek.expressions import Expression, ExpressionRefused, Values, holds, parse
from tirek.packs.checkers.asked import fields_of, forms_of
from tirek.packs.checkers.conditions import unknown_names
from tirek.packs.content_faults import KeyMissing, KeyUnknown
from tirek.packs.indicator_faults import (
    ExampleNotANumber,
    ExampleUnknownChoice,
    ExampleUnknownField,
    ExampleWithoutDay,
    ExampleWrong,
    IndicatorFormUnknown,
    IndicatorIdOther,
    SplitSecret,
    SplitUnknown,
)
from tirek.packs.pack import Pack
from tirek.packs.rule_faults import DateUnreadable
from tirek.packs.yaml_files import lines_of
from tirek.refusals import Problem, Refusal

_KEYS: Final = ("id", "question", "unit", "counted", "out of", "split by", "worked example")
_NEEDED: Final = ("id", "question", "unit", "counted", "worked example")
_ZONE: Final = timezone(timedelta(hours=5))
_ANY_DAY: Final = datetime(2026, 1, 1, 12, tzinfo=_ZONE)  # only where no condition asks for the day
_ASKS_FOR_DAY: Final = re.compile(r"\b(?:today|now)\s*\(")
_EXAMPLE: Final = "worked example"

Way = tuple[str, ...]
Found = tuple[Refusal, Way]


@dataclass(frozen=True, slots=True)
class _Count:
    """The answers of a form for which a condition holds."""

    form: str
    where: Expression | None


def check(pack: Pack, path: str) -> Iterator[Problem]:
    """This function will name all that is wrong with an indicator; rows are lines of the file."""
    given = pack.yaml(path)
    if given is None and pack.text(path).strip():
        return  # it cannot be read, which is said already
    if not isinstance(given, dict):
        yield Problem(KeyMissing(key="id"), path, row=1)
        return
    lines = lines_of(pack.text(path))
    for refusal, way in _all(path, given, pack):
        nearest = next((lines[way[:end]] for end in range(len(way), 0, -1) if way[:end] in lines), 1)
        yield Problem(refusal, path, row=nearest, column=way[0])


def _all(path: str, given: Mapping[str, Any], pack: Pack) -> Iterator[Found]:
    yield from _key_problems(given, _KEYS, _NEEDED, ())
    name = path.rpartition("/")[2].removesuffix(".yaml")
    if isinstance(given.get("id"), str) and given["id"] and given["id"] != name:
        yield IndicatorIdOther(given=given["id"][:100], expected=name), ("id",)
    counts: dict[str, _Count] = {}
    for key in ("counted", "out of"):
        if key in given:
            count = yield from _count(key, given[key], pack)
            if count:
                counts[key] = count
    yield from _split_problems(given.get("split by", []), counts, pack)
    if given.get(_EXAMPLE) and counts and counts.keys() == {"counted", "out of"} & given.keys():
        yield from _example_problems(given[_EXAMPLE], counts, pack)


def _key_problems(given: Any, known: tuple[str, ...], needed: tuple[str, ...], way: Way) -> Iterator[Found]:
    if not isinstance(given, dict):
        yield KeyMissing(key=way[-1]), way
        return
    for key in given:
        if key not in known:
            yield KeyUnknown(key=key[:100]), (*way, key)
    for key in needed:
        if not given.get(key):
            yield KeyMissing(key=key), (*way, key)
        elif not way and key in ("id", "question", "unit") and not _is_words(given[key]):
            yield KeyMissing(key=key), (key,)


def _is_words(given: Any) -> bool:
    """This function will say whether something is a text, or one text for each of several languages."""
    texts = given.values() if isinstance(given, dict) else [given]
    return all(isinstance(text, str) and text.strip() for text in texts)


def _count(key: str, given: Any, pack: Pack) -> Generator[Found, None, _Count | None]:
    yield from _key_problems(given, ("form", "where"), ("form",), (key,))
    if not isinstance(given, dict) or not isinstance(form := given.get("form"), str) or not form:
        return None
    if form not in forms_of(pack):
        if not pack.form_faults:
            yield IndicatorFormUnknown(key=key, form=form[:100]), (key, "form")
        return None
    where = given.get("where")
    if where is None:
        return _Count(form, None)
    try:
        expression = parse(where if isinstance(where, str) else "")
    except ExpressionRefused as refusal:
        yield refusal, (key, "where")
        return None
    unknown = list(unknown_names(expression, fields_of(pack, form), form, "", 0))
    for each in unknown:
        yield each.refusal, (key, "where")
    return None if unknown else _Count(form, expression)


def _split_problems(given: Any, counts: Mapping[str, _Count], pack: Pack) -> Iterator[Found]:
    if not isinstance(given, list):
        yield KeyMissing(key="split by"), ("split by",)
        return
    for number, name in enumerate(given):
        for count in counts.values():
            field = fields_of(pack, count.form).get(name) if isinstance(name, str) else None
            if field is None or not field.kind.startswith("select_one"):
                yield SplitUnknown(name=str(name)[:100], form=count.form), ("split by", str(number))
                break
            if field.mark:
                yield SplitSecret(name=name, mark=field.mark), ("split by", str(number))
                break


def _example_problems(given: Any, counts: Mapping[str, _Count], pack: Pack) -> Iterator[Found]:
    missing = list(_key_problems(given, ("given", "on", "then"), ("given", "then"), (_EXAMPLE,)))
    yield from missing
    if any(isinstance(refusal, KeyMissing) for refusal, _ in missing):
        return
    answers = given["given"]
    wrong = list(_answer_problems(answers, counts, pack))
    now = _now(given.get("on"), counts)
    wrong += [(now, (_EXAMPLE, "on"))] if isinstance(now, Refusal) else []
    wrong += _key_problems(given["then"], tuple(counts), tuple(counts), (_EXAMPLE, "then"))
    yield from wrong
    if not wrong and not isinstance(now, Refusal):
        for key, count in counts.items():
            yield from _result_problems(key, given["then"][key], count, answers.get(count.form, []), now, pack)


def _now(on: Any, counts: Mapping[str, _Count]) -> datetime | Refusal:
    if on is None:
        asked = any(count.where and _ASKS_FOR_DAY.search(count.where.text) for count in counts.values())
        return ExampleWithoutDay() if asked else _ANY_DAY
    try:
        day = date.fromisoformat(on if isinstance(on, str) and len(on) == 10 else "")
    except ValueError:
        return DateUnreadable(text=str(on)[:100])
    return datetime(day.year, day.month, day.day, 12, tzinfo=_ZONE)


def _answer_problems(given: Any, counts: Mapping[str, _Count], pack: Pack) -> Iterator[Found]:
    way = (_EXAMPLE, "given")
    forms = tuple(dict.fromkeys(count.form for count in counts.values()))
    yield from _key_problems(given, forms, (), way)
    if not isinstance(given, dict):
        return
    for form in forms:
        answers = given.get(form, [])
        if not isinstance(answers, list) or not all(isinstance(answer, dict) for answer in answers):
            yield KeyMissing(key=form), (*way, form)
            continue
        fields = fields_of(pack, form)
        for number, answer in enumerate(answers):
            for name, value in answer.items():
                at = (*way, form, str(number), name)
                field = fields.get(name)
                values = value if isinstance(value, list) else [value]
                if field is None or not all(isinstance(each, str) for each in values):
                    yield ExampleUnknownField(name=name[:100], form=form), at
                elif field.choices:
                    names = {choice.name for choice in field.choices}
                    chosen = (word for each in values for word in each.split())
                    yield from (
                        (ExampleUnknownChoice(name=name, choice=word[:100]), at) for word in chosen if word not in names
                    )


def _result_problems(
    key: str, said: Any, count: _Count, answers: list[dict[str, Any]], now: datetime, pack: Pack
) -> Iterator[Found]:
    way = (_EXAMPLE, "then", key)
    if not isinstance(said, str) or not re.fullmatch("[0-9]{1,6}", said):
        yield ExampleNotANumber(key=key), way
        return
    names = fields_of(pack, count.form)
    nothing: Values = dict.fromkeys(names)
    try:
        computed = sum(count.where is None or holds(count.where, {**nothing, **each}, now=now) for each in answers)
    except ExpressionRefused as refusal:
        yield refusal, (key, "where")
        return
    if computed != int(said):
        yield ExampleWrong(key=key, said=said, computed=computed), way
