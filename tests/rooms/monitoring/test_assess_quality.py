"""A quality assessment rates each criterion, at one stage of the programme."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import aigul, marat
from tests.rooms.monitoring.watching import DAY, RATINGS, a_review, last, programme, written
from tirek import monitoring
from tirek.ledger import heads, verify
from tirek.monitoring import QualityReview
from tirek.monitoring.errors import AlreadySaid, DayImpossible, MonitoringIncomplete

pytestmark = pytest.mark.django_db


def test_it_works() -> None:
    found = programme()
    row = a_review(text="The board met twice.")
    assert list(monitoring.quality(found)) == [row]
    assert QualityReview.objects.get().ratings == RATINGS
    assert verify().ok


def test_the_criteria_of_the_tests_are_those_of_the_room() -> None:
    assert RATINGS.keys() == monitoring.criteria().keys()


def test_leaves_one_entry() -> None:
    programme()
    assert written(a_review) == 1
    assert last() == {"stage": "implementation", "programme": "00143776"}


@pytest.mark.parametrize("stage", ["design", "implementation", "closure"])
def test_takes_every_stage(stage: str) -> None:
    programme()
    assert a_review(stage=stage).stage == stage


@pytest.mark.parametrize(
    "rating", ["exemplary", "highly-satisfactory", "satisfactory", "needs-improvement", "inadequate"]
)
def test_takes_every_rating(rating: str) -> None:
    programme()
    assert a_review(ratings=dict.fromkeys(RATINGS, rating)).ratings["efficient"] == rating


@pytest.mark.parametrize("stage", ["", "beginning"])
def test_refuses_a_stage_that_is_none(stage: str) -> None:
    programme()
    with pytest.raises(MonitoringIncomplete):
        a_review(stage=stage)


@pytest.mark.parametrize("missing", RATINGS)
def test_refuses_when_a_criterion_is_not_rated(missing: str) -> None:
    programme()
    before = heads()
    with pytest.raises(MonitoringIncomplete) as refused:
        a_review(ratings={name: rating for name, rating in RATINGS.items() if name != missing})
    assert refused.value.facts["field"] == missing
    assert heads() == before


@pytest.mark.parametrize("wrong", [{"efficient": "good"}, {"efficient": ""}, {"beautiful": "satisfactory"}])
def test_refuses_a_rating_or_a_criterion_that_is_none(wrong: dict[str, str]) -> None:
    programme()
    with pytest.raises(MonitoringIncomplete) as refused:
        a_review(ratings=RATINGS | wrong)
    assert refused.value.facts["field"] == next(iter(wrong))


def test_refuses_a_day_to_come() -> None:
    programme()
    with pytest.raises(DayImpossible):
        a_review(day=date(2999, 1, 1))


def test_the_same_again_is_refused() -> None:
    programme()
    a_review()
    with pytest.raises(AlreadySaid):
        a_review(aigul())
    assert a_review(stage="closure").stage == "closure"


def test_the_newest_day_is_first_and_what_was_withdrawn_is_not_there() -> None:
    found = programme()
    early, late = a_review(), a_review(day=date(2023, 1, 1))
    withdrawn = a_review(day=date(2023, 6, 1))
    then = heads()["HRC"]
    monitoring.withdraw(account=marat(), said=withdrawn, reason="Not agreed.")
    assert list(monitoring.quality(found)) == [late, early]
    assert list(monitoring.quality(found, head=then)) == [withdrawn, late, early]
    assert [each.day for each in monitoring.quality(found)][1] == DAY
