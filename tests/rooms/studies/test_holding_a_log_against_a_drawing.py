"""A log held against a drawing: the figures are the library's own, and each leads to as many cases as it says."""

from __future__ import annotations

import pytest

from tests.cast import madina
from tests.rooms.studies.study import a_log, a_study, done
from tirek import studies
from tirek.mining import aligned, bpmn_of, net_of_bpmn, replayed
from tirek.studies import StudyLog, Work, ask_for_work, cases_held, events_of, ways_held
from tirek.studies.errors import NotDrawnYet

pytestmark = pytest.mark.django_db


def drawn(log: StudyLog, noise: float = 0.4) -> None:
    assert done(asked(log, "discover", {"noise": noise})).state == "done"


def asked(log: StudyLog, kind: str, what: dict[str, object]) -> Work:
    return ask_for_work(actor=madina(), study=log.study, log=log, kind=kind, asked=what)


def held(log: StudyLog, only: str = "", limit_s: float = 1.0, of: str = "as-is") -> Work:
    return done(asked(log, "conform", {"of": of, "version": 1, "only": only, "limit_s": limit_s}))


def test_it_works() -> None:
    log = a_log()
    drawn(log)
    work = held(log)
    assert work.state == "done"
    told = work.result
    net = net_of_bpmn(bpmn_of(studies.drawings_for(madina()).get().bpmn.encode(), "drawing"))
    found = aligned(events_of(log), net)
    assert told["fitness"] == pytest.approx(found.fitness)
    assert 0 < told["fitness"] < 1
    assert told["replay"] == pytest.approx(replayed(events_of(log), net).fitness)
    assert [each.cost for each in ways_held(work)] == [each.cost for each in found.variants]
    assert [each.activities for each in ways_held(work)] == [each.activities for each in found.variants]


def test_each_figure_leads_to_as_many_cases_as_it_says() -> None:
    log = a_log()
    drawn(log)
    work = held(log)
    told = work.result
    assert told["deviations"]
    for each in told["deviations"]:
        assert cases_held(work, "skipped", each["activity"]).cases == each["model_only_cases"]
        assert cases_held(work, "outside", each["activity"]).cases == each["log_only_cases"]
    assert cases_held(work, "fits", "").cases == told["fitting_cases"]
    assert cases_held(work, "late", "").cases == told["cases_not_within_limit"]
    way = told["ways"][0]
    assert cases_held(work, "way", str(way["place"])).cases == way["cases"]
    assert cases_held(work, "way", "99999").cases == cases_held(work, "outside", "no such step").cases == 0


def test_filters_count_for_the_figures_and_for_the_cases() -> None:
    log = a_log()
    drawn(log)
    only = '[{"kind": "usual", "share": 0.3}]'
    work = held(log, only)
    assert work.result["cases"] == events_of(log, only).cases < events_of(log).cases
    assert sum(each.cases for each in ways_held(work)) == work.result["cases"]


def test_ways_without_an_answer_are_said_and_no_figure_is_about_them() -> None:
    log = a_log()
    drawn(log)
    work = held(log, limit_s=0.0000001)
    told = work.result
    assert told["variants_not_within_limit"] == told["variants"]
    assert told["fitness"] is None
    assert told["late"][0]["activities"]
    assert cases_held(work, "late", "").cases == told["cases"]


def test_a_service_that_is_not_drawn_is_refused() -> None:
    work = held(a_log(a_study("not-drawn")))
    assert work.state == "refused"
    assert work.refusal["sentence"] == NotDrawnYet.sentence


def test_what_is_called_off_leaves_nothing() -> None:
    log = a_log()
    drawn(log)
    work = asked(log, "conform", {"of": "as-is", "version": 1, "only": "", "limit_s": 1})
    Work.objects.filter(pk=work.pk).update(cancelling=True)
    assert done(work).state == "cancelled"
    with pytest.raises(FileNotFoundError):
        ways_held(work)
