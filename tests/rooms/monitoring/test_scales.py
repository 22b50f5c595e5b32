"""Risk categories by edition, scales, levels, quality criteria: data in three languages."""

from __future__ import annotations

import pytest
from django.utils import translation

from tirek import monitoring
from tirek.monitoring.named import data
from tirek.monitoring.risk_scale import POINTS

LANGUAGES = ("en", "ru", "kk")
SCALES = (monitoring.likelihoods, monitoring.impacts)
NAMED = (*SCALES, monitoring.editions, monitoring.levels, monitoring.criteria, monitoring.ratings)


def test_it_works() -> None:
    assert list(monitoring.categories("2019")) == [
        "social-environmental",
        "financial",
        "operational",
        "organizational",
        "political",
        "regulatory",
        "strategic",
        "safety-security",
    ]


def test_the_later_edition_replaces_political_by_reputational() -> None:
    before, after = set(monitoring.categories("2019")), set(monitoring.categories("later"))
    assert (before - after, after - before) == ({"political"}, {"reputational"})


def test_an_edition_that_nobody_knows_has_no_category() -> None:
    assert monitoring.categories("1999") == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_category_of_any_edition_has_a_name(language: str) -> None:
    with translation.override(language):
        names = monitoring.categories("2019") | monitoring.categories("later")
        assert {key: monitoring.category_name(key) for key in names} == names
        assert len(set(names.values())) == 9
        assert monitoring.category_name("unknown") == "unknown"


@pytest.mark.parametrize("name", ["risk_categories", "quality_criteria"])
def test_everything_is_named_in_every_language(name: str) -> None:
    def nameless(found: object, where: str) -> list[str]:
        if isinstance(found, dict) and "en" in found:
            return [where] * (not all(str(found.get(language, "")).strip() for language in LANGUAGES))
        children = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
        return [gap for key, each in children for gap in nameless(each, f"{where}/{key}")]

    assert nameless(data(name), name) == []


@pytest.mark.parametrize("names", NAMED)
def test_names_are_in_the_language_of_the_page(names) -> None:
    spoken = []
    for language in LANGUAGES:
        with translation.override(language):
            spoken.append(tuple(names().values()))
    assert len(set(spoken)) == 3
    with translation.override("de"):
        assert tuple(names().values()) == spoken[0]


@pytest.mark.parametrize("scale", SCALES)
def test_scales_have_five_points(scale) -> None:
    assert list(scale()) == list(POINTS) == [1, 2, 3, 4, 5]


def test_the_matrix_knows_each_of_its_twenty_five_cells() -> None:
    levels = list(monitoring.levels())
    assert levels == ["low", "moderate", "substantial", "high"]
    found = {monitoring.level_of(likelihood, impact) for likelihood in POINTS for impact in POINTS}
    assert found == set(levels)


def test_more_likely_or_more_grave_is_never_a_lower_level() -> None:
    order = list(monitoring.levels())
    for likelihood in POINTS:
        for impact in POINTS:
            here = order.index(monitoring.level_of(likelihood, impact))
            if likelihood < 5:
                assert order.index(monitoring.level_of(likelihood + 1, impact)) >= here
            if impact < 5:
                assert order.index(monitoring.level_of(likelihood, impact + 1)) >= here


@pytest.mark.parametrize(
    ("likelihood", "impact", "level"),
    [(1, 1, "low"), (5, 1, "low"), (2, 3, "moderate"), (5, 3, "substantial"), (1, 5, "moderate"), (5, 5, "high")],
)
def test_levels_are_those_of_the_matrix(likelihood: int, impact: int, level: str) -> None:
    assert monitoring.level_of(likelihood, impact) == level


def test_quality_has_seven_criteria_and_five_ratings_from_the_best() -> None:
    assert len(monitoring.criteria()) == 7
    assert next(iter(monitoring.ratings())) == "exemplary"
    assert list(monitoring.ratings())[-1] == "inadequate"
    assert len(monitoring.ratings()) == 5
