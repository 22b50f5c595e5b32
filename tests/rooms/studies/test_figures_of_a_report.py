"""What is measured of a log becomes a figure of a programme: the number is that of a plain count, and leads back."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from statistics import quantiles
from typing import Any

import pytest

from tests.cast import aigul, bolat, dana, gulnara, madina, marat, somebody
from tests.programme import programme
from tests.rooms.studies.study import COLUMNS, INTERVALS, a_log, a_study, read, taken_in
from tirek import indicators, ledger, plans, studies
from tirek.directory import NotPermitted, Role
from tirek.indicators import CodeTaken, ReportedValue, Scope
from tirek.indicators.errors import LateWithoutNote
from tirek.plans import Programme, ReportingPeriod
from tirek.studies import Measure, ReportedFigure, Study, StudyLog
from tirek.studies.errors import FigureMadeUp, FigureOfSomebody, LogNotRead, NoSuchMeasure, TooFewCases

pytestmark = pytest.mark.django_db
DAY = 86_400
RULES = (
    "id,rule,severity,legal basis,said\n"
    'paid,"when ""place order"" then ""pay"" within 3000 working days",breach,,An order is paid\n'
)


@pytest.fixture
def log() -> StudyLog:
    return a_log()


@pytest.fixture
def rights() -> Programme:
    return programme()


def measured(log: StudyLog, only: str = "") -> dict[str, Measure]:
    return {each.code: each for each in studies.measures_of(log, only, studies.rules_for(madina(), log.study))}


def quarter(of: Programme, key: str = "2023-Q1") -> ReportingPeriod:
    return plans.period(of, key)


def reported(log: StudyLog, of: Programme, **given: Any) -> ReportedFigure:
    asked: dict[str, Any] = {"actor": aigul(), "only": "", "measure": "median-days", "period": quarter(of)}
    return studies.report_figure(log=log, programme=of, **asked | given)


def holds(figure: ReportedFigure) -> dict[str, Any]:
    (file,) = figure.value.files.all()
    told: dict[str, Any] = json.loads(bytes(file.content))
    return told


def small_log(*cases: list[str], study: Study | None = None, column: str = "") -> StudyLog:
    """A log whose cases do these steps, an hour from one to the next, each case by one worker."""
    rows = ["case,what,when,who"]
    for number, steps in enumerate(cases):
        rows += [
            f"{number},{step},2026-01-{5 + number % 20:02} {9 + at:02}:00,w{number}" for at, step in enumerate(steps)
        ]
    taken = taken_in(study or a_study("small"), "\n".join(rows).encode())
    asked = {"case": "case", "activity": "what", "time": "when", "resource": "who"}
    assert read(taken, asked).state == "done"
    return StudyLog.objects.select_related("study__office", "reading").get(pk=taken.pk)


@dataclass
class Done:
    """An event of the file as it lies there."""

    step: str
    begun: datetime
    done: datetime


def timed_log(study: Study, of: str, hours: int) -> StudyLog:
    """A log of sixty cases, one a day, of these hours and up to half a day more."""
    begun = [datetime(2026, 1, 1, 8, tzinfo=UTC) + timedelta(days=number) for number in range(60)]
    rows = ["case,what,when"]
    for number, at in enumerate(begun):
        end = at + timedelta(hours=hours + number * 7 % 13)
        rows += [f"{number},a,{at.isoformat()}", f"{number},b,{end.isoformat()}"]
    content = "\n".join(rows).encode()
    log = studies.take_in_log(actor=madina(), study=study, of=of, name="x.csv", size=len(content), chunks=[content])
    assert read(log, {"case": "case", "activity": "what", "time": "when"}).state == "done"
    return StudyLog.objects.select_related("study__office", "reading").get(pk=log.pk)


def by_hand() -> Mapping[str, list[Done]]:
    """The cases of the file, read with nothing of the house."""
    found: dict[str, list[Done]] = defaultdict(list)
    with INTERVALS.open() as file:
        for row in csv.DictReader(file):
            begun, done = (datetime.fromisoformat(row[COLUMNS[name]]) for name in ("start", "time"))
            found[row[COLUMNS["case"]]].append(Done(row[COLUMNS["activity"]], begun, done))
    return found


def test_it_works(log: StudyLog, rights: Programme) -> None:
    figure = reported(log, rights)
    value = figure.value
    assert (value.code, value.period.key, value.version) == ("study-orders-median-days", "2023-Q1", 1)
    assert (figure.log, figure.measure, figure.only) == (log, "median-days", "")
    indicators.review_value(account=gulnara(), value=value, verdict="approved")
    definition = indicators.figure_definition(rights, value.code).definition
    assert indicators.evaluate(definition, Scope(rights.pk)).number == value.value
    assert indicators.indicator(gulnara(), rights, value.code)
    assert ledger.verify().ok


def test_numbers_are_those_of_a_plain_count(log: StudyLog) -> None:
    cases, found = by_hand(), measured(log)
    took = sorted(
        (max(each.done for each in case) - min(each.done for each in case)).total_seconds() / DAY
        for case in cases.values()
    )
    half = len(took) // 2
    again = sum(len({each.step for each in case}) < len(case) for case in cases.values())
    assert found["cases"].number == len(cases)
    assert found["median-days"].number == pytest.approx(
        Decimal((took[half - 1] + took[half]) / 2), abs=Decimal("0.005")
    )
    assert found["mean-days"].exact == pytest.approx(sum(took) / len(took))
    assert found["done-again"].exact == pytest.approx(100 * again / len(cases))
    assert found["p90-days"].exact == pytest.approx(quantiles(took, n=10, method="inclusive")[8])


def test_times_of_a_service_are_told_in_one_unit_that_fits_it(log: StudyLog) -> None:
    quick = small_log(*[["a", "b", "c"]] * 9)
    assert {code for code in measured(quick) if code.startswith("median")} == {"median-hours"}
    assert measured(quick)["median-hours"].number == 2
    slow = timed_log(quick.study, "after", 240)
    assert measured(slow)["median-hours"].number > 240
    assert measured(log)["median-days"].unit["en"] == "days"


def test_a_rule_is_a_figure_of_those_cases_in_which_it_can_be_judged(log: StudyLog) -> None:
    studies.write_rules(actor=madina(), study=log.study, table=RULES)
    (kept,) = [each for code, each in measured(log).items() if code.startswith("kept-paid-")]
    table = studies.rules_for(madina(), log.study)
    assert table is not None
    (held,) = studies.rules_held(log, table).rules
    assert kept.exact == pytest.approx(100 * len(held.kept) / (len(held.kept) + len(held.broken)))
    assert kept.title["en"] == "Orders: cases that keep “An order is paid”"
    studies.write_rules(actor=madina(), study=log.study, table=RULES.replace("3000", "3"))
    assert not {kept.code} & set(measured(log))  # it asks for something else now


@pytest.mark.parametrize(("cases", "enough"), [(4, False), (5, True)])
def test_of_four_cases_nothing_is_told(rights: Programme, cases: int, enough: bool) -> None:
    small = small_log(*[["a", "b"]] * cases)
    assert {each.enough for code, each in measured(small).items() if code != "done-again"} == {enough}
    if not enough:
        for measure in measured(small):
            with pytest.raises(TooFewCases):
                reported(small, rights, measure=measure)
        assert not ReportedValue.objects.exists()


@pytest.mark.parametrize(("again", "not_again", "enough"), [(4, 10, False), (10, 4, False), (5, 5, True), (0, 5, True)])
def test_a_share_is_not_told_where_either_side_is_a_few(again: int, not_again: int, enough: bool) -> None:
    small = small_log(*[["a", "a"]] * again, *[["a", "b"]] * not_again)
    share = measured(small)["done-again"]
    assert (share.number, share.enough) == (round(Decimal(100 * again) / (again + not_again), 1), enough)


@pytest.mark.parametrize(("others", "enough"), [(4, False), (5, True)])
def test_a_narrowing_that_leaves_a_few_out_tells_of_these(others: int, enough: bool) -> None:
    small = small_log(*[["a", "b"]] * 9, *[["a", "c"]] * others)
    (cases, *_) = measured(small, '[{"kind": "ending", "activities": ["b"]}]').values()
    assert (cases.number, cases.enough) == (9, enough)


def test_a_change_is_told_of_the_log_after_it_where_it_is_more_than_chance(rights: Programme) -> None:
    study = a_study("changed")
    before, after = timed_log(study, "before", 96), timed_log(study, "after", 24)
    assert studies.before_of(aigul(), before) is None
    assert studies.before_of(aigul(), after) == before
    figure = reported(after, rights, measure="change-of-median-days")
    assert figure.value.value == -3
    told = holds(figure)
    assert (told["before"]["id"], told["made_of"]["cases_before"]) == (str(before.pk), 60)
    alike = timed_log(study, "after", 97)  # an hour more, of four days: chance makes as much
    with pytest.raises(NoSuchMeasure):
        reported(alike, rights, measure="change-of-median-days")


@pytest.mark.parametrize(("more", "refused"), [(4, True), (5, False)])
def test_two_choices_of_cases_that_differ_by_a_few_are_not_both_told(
    rights: Programme, more: int, refused: bool
) -> None:
    small = small_log(*[["a", "b"]] * 9, *[["a", "c"]] * more, *[["a", "d"]] * 9)
    one, other = (f'[{{"kind": "ending", "activities": {json.dumps(each)}}}]' for each in (["b"], ["b", "c"]))
    reported(small, rights, only=one, measure=next(iter(measured(small, one))))
    if refused:
        with pytest.raises(TooFewCases):
            reported(small, rights, only=other, measure=next(iter(measured(small, other))))
    else:
        reported(small, rights, only=other, measure=next(iter(measured(small, other))))
    assert ReportedFigure.objects.count() == (1 if refused else 2)


def test_filters_stay_with_the_value_and_lead_back_to_its_number(log: StudyLog, rights: Programme) -> None:
    only = json.dumps([{"kind": "lasting", "least_s": 30 * DAY}])
    (code,) = [code for code in measured(log, only) if code.startswith("median-days-of-")]
    figure = reported(log, rights, only=only, measure=code)
    told = holds(figure)
    assert told["only"]["filters"] == json.loads(figure.only) == json.loads(only)
    assert told["only"]["in_words"]["en"] == "lasting from 30 d to …"
    assert told["study"]["code"] == "orders"
    assert told["log"]["id"] == str(log.pk)
    again = measured(log, figure.only)[figure.measure]
    assert (indicators.plain(again.number), again.exact, again.cases) == (
        told["number"],
        told["unrounded"],
        told["cases"],
    )
    assert figure.value.value == again.number
    definition = indicators.figure_definition(rights, figure.value.code)
    assert definition.question.endswith("Only these cases: lasting from 30 d to ….")
    assert figure.value.code != reported(log, rights).value.code


def test_a_time_is_of_the_value_and_not_another_figure(log: StudyLog, rights: Programme) -> None:
    early = '[{"kind": "during", "until": "2015-06-01", "how": "started"}]'
    assert "median-days" in measured(log, early)
    figure = reported(log, rights, only=early)
    other = reported(log, rights, period=quarter(rights, "2023-Q2"))
    assert figure.value.code == other.value.code
    assert holds(figure)["only"]["filters"] == json.loads(early)
    assert indicators.figure_definition(rights, figure.value.code).version == 1


@pytest.mark.parametrize(
    "only",
    ['[{"kind": "cases", "names": ["1", "2"]}]', '[{"kind": "having", "column": "who", "values": ["w1"]}]'],
)
def test_no_figure_is_of_somebody(rights: Programme, only: str) -> None:
    small = small_log(*[["a", "b"]] * 9)
    with pytest.raises(FigureOfSomebody):
        reported(small, rights, only=only)


def test_the_evidence_names_neither_a_case_nor_a_worker_nor_a_file(log: StudyLog, rights: Programme) -> None:
    small = small_log(*[["a", "b"]] * 9)
    (waiting,) = [code for code in measured(log) if code.startswith("waiting-")]
    told = [holds(reported(of, rights, measure=code)) for of, code in ((small, "p90-minutes"), (log, waiting))]
    assert told[1]["made_of"]["from"] in studies.events_of(log).activities
    for each in map(json.dumps, told):
        assert not any(planted in each for planted in ('"w1"', "log.csv", INTERVALS.name))


def test_the_dearest_place_is_that_of_a_plain_count(log: StudyLog) -> None:
    waited: dict[tuple[str, str], list[float]] = defaultdict(list)
    for case in by_hand().values():
        for before, after in pairwise(sorted(case, key=lambda event: event.done)):
            waited[before.step, after.step].append(max(0.0, (after.begun - before.done).total_seconds() / DAY))
    place = max(waited, key=lambda each: sum(waited[each]))
    (found,) = [each for code, each in measured(log).items() if code.startswith("waiting-")]
    assert (found.facts["from"], found.facts["to"], found.facts["times"]) == (*place, len(waited[place]))
    assert found.exact == pytest.approx(sum(waited[place]) / len(waited[place]))


def test_a_double_click_reports_once(log: StudyLog, rights: Programme) -> None:
    first, second = reported(log, rights, note="As agreed."), reported(log, rights, note="As agreed. ")
    assert first == second
    assert ReportedValue.objects.count() == ReportedFigure.objects.count() == 1
    third = reported(log, rights, note="Said otherwise.")
    assert third.value.version == 2


def test_of_a_closed_quarter_it_goes_into_the_next_with_a_note(log: StudyLog, rights: Programme) -> None:
    plans.close_period(account=aigul(), period=quarter(rights, "2022-Q2"))
    first = quarter(rights, "2022-Q2")
    with pytest.raises(LateWithoutNote):
        reported(log, rights, period=first)
    assert not indicators.definitions(rights).exists()
    late = reported(log, rights, period=first, note="The log came late.").value
    assert (late.period.key, late.late_for) == ("2022-Q3", first)


def test_only_who_keeps_studies_and_figures_reports(log: StudyLog, rights: Programme) -> None:
    for account in (madina(), marat(), bolat(), dana(), somebody("far", Role.COORDINATOR, "HRC-15")):
        with pytest.raises(NotPermitted):
            reported(log, rights, actor=account)
    assert not ReportedValue.objects.exists()
    reported(log, rights)
    assert studies.figures_for(gulnara()).count() == 1
    for account in (dana(), madina()):
        assert not studies.figures_for(account).exists()


def test_what_is_made_up_is_no_figure_of_what_is_real(log: StudyLog, rights: Programme) -> None:
    log.synthetic = True
    with pytest.raises(FigureMadeUp):
        reported(log, rights)


def test_a_figure_of_somebody_elses_is_not_defined_anew(log: StudyLog, rights: Programme) -> None:
    texts = {name: dict.fromkeys(("en", "ru", "kk"), "Mine") for name in ("title", "question", "unit")}
    indicators.define_reported(account=aigul(), programme=rights, code="study-orders-median-days", texts=texts)
    with pytest.raises(CodeTaken):
        reported(log, rights)


def test_what_the_log_does_not_say_is_refused(log: StudyLog, rights: Programme) -> None:
    with pytest.raises(NoSuchMeasure):
        reported(log, rights, measure="change-of-median-days")
    studies.withdraw_log(actor=aigul(), log=log, reason="The wrong service.")
    with pytest.raises(LogNotRead):
        reported(StudyLog.objects.get(pk=log.pk), rights)


def test_a_long_code_is_a_code_of_a_figure_still(rights: Programme) -> None:
    study = a_study("a--" + "long-name-of-a-service-" * 2 + "b-")
    figure = reported(small_log(*[["a", "b"]] * 9, study=study), rights, measure="median-minutes")
    assert len(figure.value.code) <= 60
    assert figure.value.code.startswith("study-a-long-name")
