"""A figure's definition is data: read whole, or refused with the name of what is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tirek.indicators import read_definition
from tirek.indicators.definition import COUNTS, DIMENSIONS
from tirek.indicators.errors import BadDefinition, NoSuchFigure
from tirek.indicators.value import FigureKey, days_of, parse_key

FIGURES = Path(__file__).resolve().parents[3] / "programmes" / "kazakhstan-2022" / "figures"
TEXT = {"en": "X", "ru": "Х", "kk": "Х"}
GOOD: dict[str, Any] = {"code": "x", "title": TEXT, "question": TEXT, "unit": TEXT, "counts": "people"}


def test_it_works() -> None:
    definition = read_definition(GOOD | {"where": {"activities": ["2.1"]}, "split_by": ["sex"]})
    assert definition.where == {"activities": ("2.1",)}


@pytest.mark.parametrize("path", sorted(FIGURES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_definition_of_the_programme_is_read(path: Path) -> None:
    assert read_definition(yaml.load(path.read_text("utf-8"), yaml.BaseLoader)).code == path.stem


MEASURED = GOOD | {"counts": "measurement"}
SPLIT = GOOD | {"split_by": ["sex"]}


@pytest.mark.parametrize(
    ("spec", "named"),
    [
        (GOOD | {"code": "Police trained"}, "code"),
        (GOOD | {"code": ""}, "code"),
        (GOOD | {"code": "x" * 61}, "code"),
        (GOOD | {"code": ["x"]}, "code"),
        (GOOD | {"counts": "wishes"}, "counts wishes"),
        (GOOD | {"counts": ["people"]}, "counts ['people']"),
        (GOOD | {"counts": None}, "counts None"),
        (GOOD | {"wehre": {"roles": ["staff"]}}, "wehre"),
        (GOOD | {"split-by": ["sex"]}, "split-by"),
        (GOOD | {"where": ["roles"]}, "where is no list of keys with values"),
        (GOOD | {"where": {"weather": ["fair"]}}, "where.weather"),
        (GOOD | {"where": {"kinds": ["x"]}}, "where.kinds"),
        (GOOD | {"where": {"roles": "staff"}}, "where.roles is no list"),
        (GOOD | {"where": {"roles": ["cook"]}}, "where.roles cook"),
        (GOOD | {"where": {"roles": []}}, "where.roles is empty"),
        (GOOD | {"where": {"activities": [2.1]}}, "where.activities 2.1"),
        (GOOD | {"where": {"topics": ["a", "a"]}}, "where.topics names one twice"),
        (GOOD | {"split_by": ["age"]}, "split_by age"),
        (GOOD | {"split_by": "sex"}, "split_by is no list"),
        (GOOD | {"split_by": ["sex", "sex"]}, "split_by names one twice"),
        (GOOD | {"title": {"en": "X"}}, "title in en, ru, kk"),
        (GOOD | {"title": TEXT | {"kk": "  "}}, "title in en, ru, kk"),
        (GOOD | {"title": TEXT | {"de": "X"}}, "title.de"),
        (GOOD | {"question": {}}, "question in en, ru, kk"),
        (GOOD | {"unit": "people"}, "unit is no list of keys with values"),
        (GOOD | {"period": {"from": "yesterday"}}, "period yesterday"),
        (GOOD | {"period": {"since": "2022-05-01"}}, "period.since"),
        (GOOD | {"period": {"from": "2022-05-02", "to": "2022-05-01"}}, "period ends before it begins"),
        (GOOD | {"combine": "sum"}, "combine with people"),
        (MEASURED | {"combine": "last"}, "combine last"),
        (MEASURED | {"split_by": ["unit"]}, "split_by unit"),
        (GOOD | {"said_as": ["people"]}, "said_as is no list of keys with values"),
        (GOOD | {"said_as": {"en": "people"}}, "said_as.en is no list"),
        (GOOD | {"context": {"fr": ["gens"]}}, "context.fr"),
        (SPLIT | {"parts": {"sex": {"en": ["women"]}}}, "parts sex"),
        (SPLIT | {"parts": {"region=KZ-71": {"en": ["Astana"]}}}, "parts region=KZ-71"),
        (SPLIT | {"parts": {"sex=female": ["women"]}}, "parts sex=female is no list of keys with values"),
    ],
)
def test_refuses_a_bad_definition_and_names_what_is_wrong(spec: dict[str, Any], named: str) -> None:
    with pytest.raises(BadDefinition) as refused:
        read_definition(spec)
    assert refused.value.facts["problem"] == named


@pytest.mark.parametrize("spec", [None, "police-trained", ["x"], 7])
def test_refuses_what_is_no_definition_at_all(spec: Any) -> None:
    with pytest.raises(BadDefinition):
        read_definition(spec)


def test_reads_every_key() -> None:
    spec = SPLIT | {
        "where": {"activities": ["2.1", "2.2"], "topics": ["t"], "roles": ["staff"]},
        "period": {"from": "2022-05-01", "to": date(2023, 12, 31)},
        "said_as": {"kk": ["в"], "en": ["a", "b"]},
        "context": {"ru": ["б"]},
        "parts": {"sex=female": {"en": ["women"], "ru": ["женщин"]}},
        "example": {"given": "Two came.", "then": "2"},
    }
    read = read_definition(spec)
    assert read.where == {"activities": ("2.1", "2.2"), "topics": ("t",), "roles": ("staff",)}
    assert (read.begins, read.ends) == (date(2022, 5, 1), date(2023, 12, 31))
    assert (read.said_as, read.context) == (("a", "b", "в"), ("б",))
    assert read.parts == {"sex=female": ("women", "женщин")}
    assert read.combine == "sum"


def test_the_latest_measurement_can_be_asked_for() -> None:
    assert read_definition(MEASURED | {"combine": "latest"}).combine == "latest"


@pytest.mark.parametrize("counts", COUNTS)
def test_every_kind_can_be_split_by_its_dimensions(counts: str) -> None:
    read = read_definition(GOOD | {"counts": counts, "split_by": list(DIMENSIONS[counts])})  # type: ignore[index]
    assert read.split_by == DIMENSIONS[read.counts]


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("police-trained", FigureKey("police-trained")),
        (" police-trained ", FigureKey("police-trained")),
        ("police-trained:sex=female", FigureKey("police-trained", "", "sex", "female")),
        ("x:unit=Centre: north = south", FigureKey("x", "", "unit", "Centre: north = south")),
        ("x@2022-Q3", FigureKey("x", "2022-Q3")),
        ("x@2022", FigureKey("x", "2022")),
        ("x@..2022-Q3", FigureKey("x", "..2022-Q3")),
        ("x@..2022-Q3:sex=female", FigureKey("x", "..2022-Q3", "sex", "female")),
        ("x:unit=post@2022", FigureKey("x", "", "unit", "post@2022")),
    ],
)
def test_a_key_names_a_figure_a_period_and_a_cell_of_it(key: str, parts: FigureKey) -> None:
    assert parse_key(key) == parts
    assert str(parts) == key.strip()


@pytest.mark.parametrize("key", ["a:b", "a:b=", "a:=c", "a:"])
def test_refuses_a_key_that_names_half_a_cell(key: str) -> None:
    with pytest.raises(NoSuchFigure):
        parse_key(key)


@pytest.mark.parametrize(
    "key", ["a@", "a@2022-Q5", "a@2022-Q0", "a@22", "a@2022..", "a@..", "a@...2022", "a@0000", "a@2022-q3", "a@٢٠٢٢"]
)
def test_refuses_a_key_of_no_period(key: str) -> None:
    with pytest.raises(NoSuchFigure):
        parse_key(key)


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("", (None, None)),
        ("2022-Q3", (date(2022, 7, 1), date(2022, 9, 30))),
        ("2022", (date(2022, 1, 1), date(2022, 12, 31))),
        ("..2022-Q3", (None, date(2022, 9, 30))),
        ("..2022", (None, date(2022, 12, 31))),
    ],
)
def test_a_period_has_its_days(period: str, days: tuple[date | None, date | None]) -> None:
    assert days_of(period) == days
