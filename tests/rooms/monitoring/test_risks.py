"""Risks: recorded as cause, event and impact; looked at again and again; the register says which rose."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import programme as programmes
from tests.cast import aigul, marat
from tests.rooms.monitoring.watching import DAY, a_risk, assessed, last, programme, written
from tirek import monitoring
from tirek.ledger import heads, verify
from tirek.monitoring import NoSuchMonitoring, Risk, RiskAssessment
from tirek.monitoring.errors import AlreadySaid, DayImpossible, MonitoringIncomplete
from tirek.plans import Programme

pytestmark = pytest.mark.django_db
LATER, LATEST = date(2022, 12, 14), date(2023, 3, 31)


def test_it_works() -> None:
    found = programme()
    risk = a_risk()
    (row,) = monitoring.risk_register(found)
    assert (row.risk, row.latest.score, row.previous, row.rose) == (risk, 9, None, False)
    assert (row.risk.number, row.risk.edition, row.level) == (1, "2019", "moderate")
    assert verify().ok


def test_leaves_one_entry_that_names_the_risk_by_its_number() -> None:
    programme()
    assert written(a_risk) == 1
    assert last() == {"risk": 1, "programme": "00143776"}


def test_numbers_count_up_in_each_programme() -> None:
    one, two = programme(), programme(code="00143777")
    assert [a_risk(of=one).number, a_risk(of=one, event="Another").number, a_risk(of=two).number] == [1, 2, 1]


def test_a_number_is_never_given_twice() -> None:
    found = programme()
    first = a_risk()
    monitoring.withdraw(account=marat(), said=first.assessments.get(), reason="Not a risk.")
    assert a_risk().number == 2
    assert [row.risk.number for row in monitoring.risk_register(found)] == [2]


def test_the_same_words_again_are_refused() -> None:
    programme()
    a_risk()
    before = heads()
    with pytest.raises(AlreadySaid):
        a_risk(aigul(), cause=" Elections are near ", likelihood=5)
    assert heads() == before
    assert Risk.objects.count() == RiskAssessment.objects.count() == 1


@pytest.mark.parametrize("field", ["cause", "event", "impact", "owner", "treatment"])
@pytest.mark.parametrize("blank", ["", "  \n"])
def test_refuses_a_risk_that_lacks_a_part(field: str, blank: str) -> None:
    programme()
    before = heads()
    with pytest.raises(MonitoringIncomplete) as refused:
        a_risk(**{field: blank})
    assert refused.value.facts["field"] == field
    assert heads() == before


@pytest.mark.parametrize("likelihood", [0, 6, -1, 100])
def test_refuses_scores_beside_the_five_points(likelihood: int) -> None:
    programme()
    for given in ({"likelihood": likelihood}, {"impact_score": likelihood}):
        with pytest.raises(MonitoringIncomplete):
            a_risk(**given)
    risk = a_risk()
    for given in ({"likelihood": likelihood}, {"impact": likelihood}):
        with pytest.raises(MonitoringIncomplete):
            assessed(risk, **given)
    assert RiskAssessment.objects.count() == 1


@pytest.mark.parametrize(
    ("edition", "category"), [("2019", "reputational"), ("later", "political"), ("2019", ""), ("1999", "financial")]
)
def test_refuses_a_category_that_the_edition_does_not_have(edition: str, category: str) -> None:
    programme()
    with pytest.raises(MonitoringIncomplete):
        a_risk(edition=edition, category=category)


@pytest.mark.parametrize(("edition", "category"), [("2019", "political"), ("later", "reputational")])
def test_takes_the_categories_of_the_edition(edition: str, category: str) -> None:
    programme()
    assert a_risk(edition=edition, category=category).category == category


def test_refuses_a_day_to_come() -> None:
    programme()
    with pytest.raises(DayImpossible):
        a_risk(day=date(2999, 1, 1))
    with pytest.raises(DayImpossible):
        assessed(a_risk(), day=date(2999, 1, 1))


def test_a_later_look_stands_and_the_earlier_stays() -> None:
    found = programme()
    risk = a_risk()
    second = assessed(risk, likelihood=4)
    (row,) = monitoring.risk_register(found)
    assert (row.latest, row.latest.score, row.previous.score) == (second, 12, 9)  # type: ignore[union-attr]
    assert [each.score for each in monitoring.assessments(marat(), risk)] == [12, 9]


@pytest.mark.parametrize(
    ("likelihood", "impact", "rose"),
    [(4, 3, True), (3, 4, True), (3, 3, False), (2, 3, False), (1, 9 // 3, False), (2, 5, True), (5, 1, False)],
)
def test_a_risk_rose_when_its_newest_score_is_higher_than_the_one_before(
    likelihood: int, impact: int, rose: bool
) -> None:
    found = programme()
    assessed(a_risk(), likelihood=likelihood, impact=impact)
    assert monitoring.risk_register(found)[0].rose is rose


def test_a_risk_that_rose_and_fell_did_not_rise() -> None:
    found = programme()
    risk = a_risk()
    assessed(risk, likelihood=5)
    assessed(risk, likelihood=4, day=LATEST)
    assert monitoring.risk_register(found)[0].rose is False


def test_the_day_says_which_is_newest_not_when_it_was_entered() -> None:
    found = programme()
    risk = a_risk()
    newest = assessed(risk, likelihood=5, day=LATEST)
    between = assessed(risk, likelihood=4, day=LATER)
    (row,) = monitoring.risk_register(found)
    assert (row.latest, row.previous, row.rose) == (newest, between, True)


def test_of_two_on_one_day_the_one_entered_last_is_newest() -> None:
    found = programme()
    risk = a_risk()
    second = assessed(risk, likelihood=5, day=DAY)
    assert monitoring.risk_register(found)[0].latest == second


def test_the_same_look_again_is_refused() -> None:
    programme()
    risk = a_risk()
    assessed(risk)
    with pytest.raises(AlreadySaid):
        assessed(risk)
    assert assessed(risk, day=LATEST).day == LATEST


@pytest.mark.parametrize("field", ["owner", "treatment"])
def test_refuses_a_look_without_owner_or_treatment(field: str) -> None:
    programme()
    with pytest.raises(MonitoringIncomplete):
        assessed(a_risk(), **{field: " "})


def test_a_closed_risk_stays_in_the_register_and_may_be_opened_again() -> None:
    found = programme()
    risk = a_risk()
    assessed(risk, closed=True)
    assert monitoring.risk_register(found)[0].latest.closed
    assessed(risk, day=LATEST)
    assert not monitoring.risk_register(found)[0].latest.closed


def test_a_withdrawn_look_gives_way_to_the_one_before() -> None:
    found = programme()
    risk = a_risk()
    second = assessed(risk, likelihood=5)
    monitoring.withdraw(account=marat(), said=second, reason="Of another risk.")
    (row,) = monitoring.risk_register(found)
    assert (row.latest.score, row.previous, row.rose) == (9, None, False)


def test_as_of_a_position_the_register_is_what_it_was() -> None:
    found = programme()
    risk = a_risk()
    then = heads()["HRC"]
    assessed(risk, likelihood=5)
    a_risk(event="Another")
    monitoring.withdraw(account=marat(), said=risk.assessments.get(entered_position=then), reason="No.")
    assert [(row.risk.number, row.latest.score) for row in monitoring.risk_register(found, head=then)] == [(1, 9)]
    assert [(row.risk.number, row.latest.score) for row in monitoring.risk_register(found)] == [(1, 15), (2, 9)]
    assert monitoring.risk_register(found, head=then - 1) == []


def test_a_risk_is_found_by_its_number_in_its_own_programme() -> None:
    one, two = programme(), programme(code="00143777")
    risk = a_risk(of=one)
    assert monitoring.risk(one, 1) == risk
    for of, number in ((two, 1), (one, 2), (one, 0)):
        with pytest.raises(NoSuchMonitoring):
            monitoring.risk(of, number)


def test_an_empty_register_is_empty() -> None:
    assert monitoring.risk_register(programme()) == []


def cost(of: Programme) -> int:
    with CaptureQueriesContext(connection) as asked:
        for row in monitoring.risk_register(of):
            assert row.level
    return len(asked)


def test_many_risks_cost_as_many_queries_as_one() -> None:
    found = programme()
    assessed(a_risk())
    before = cost(found)
    for number in range(12):
        assessed(a_risk(event=f"Event {number}"), likelihood=1 + number % 5)
    assert cost(found) == before == 2


def test_another_programmes_risks_are_not_in_the_register() -> None:
    programme()
    other = programmes.programme(code="00143777")
    a_risk(of=Programme.objects.get(code="00143776"))
    assert monitoring.risk_register(other) == []


def test_every_score_is_likelihood_times_impact() -> None:
    scores: set[Any] = {RiskAssessment(likelihood=a, impact=b).score for a in range(1, 6) for b in range(1, 6)}
    assert (min(scores), max(scores), len(scores)) == (1, 25, 14)
