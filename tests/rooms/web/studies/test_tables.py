"""The tables of a study to keep: they say what the page says, obey its filters, and no cell is a formula."""

from __future__ import annotations

import csv
import io
from urllib.parse import quote

import pytest
from django.test import Client

from tests.cast import madina, viktor
from tests.rooms.studies.study import COLUMNS, INTERVALS, a_log, a_study, done, read
from tests.rooms.web.studies.pages import address, rows
from tirek import studies
from tirek.mining import throughput_of
from tirek.studies import Work, take_in_log
from tirek.web.studies.tables import table

pytestmark = pytest.mark.django_db
USUAL = '[{"kind": "usual", "share": 0.3}]'
RULES = (
    "id,rule,severity,legal basis,said\n"
    'paid,"when ""place order"" then ""confirm payment"" within 20 days",breach,,Paid in time\n'
)


def test_it_works(analyst: Client) -> None:
    log = a_log()
    described = studies.description_of(log, "", "UTC")
    variants = rows(analyst.get(address(log, "variants.csv")))
    assert [int(each["cases"]) for each in variants] == [each.count for each in described.variants.top(9999)]
    cases = rows(analyst.get(address(log, "cases.csv")))
    assert len(cases) == studies.events_of(log).cases
    assert sum(int(each["events"]) for each in cases) == studies.events_of(log).events
    took = sum(float(each["took_s"]) for each in cases)
    assert took == pytest.approx(throughput_of(studies.events_of(log)).durations.total_s)
    months = rows(analyst.get(address(log, "flow.csv?table=months")))
    assert sum(int(each["began"]) for each in months) == len(cases)
    flow = rows(analyst.get(address(log, "flow.csv")))
    assert [int(each["count"]) for each in flow] == [each.count for each in described.flow.edges]


@pytest.mark.parametrize("page", ["variants.csv", "cases.csv", "flow.csv"])
def test_filters_of_the_page_are_those_of_its_table(analyst: Client, page: str) -> None:
    log = a_log()
    part = rows(analyst.get(address(log, f"{page}?only={quote(USUAL)}")))
    assert part
    assert len(part) < len(rows(analyst.get(address(log, page))))


def test_rules_and_each_case_that_broke_one(analyst: Client) -> None:
    log = a_log()
    assert rows(analyst.get(address(log, "safeguards.csv"))) == []
    studies.write_rules(actor=madina(), study=log.study, table=RULES)
    held = studies.rules_held(log, studies.rules_for(madina(), log.study)).rules[0]
    (told,) = rows(analyst.get(address(log, "safeguards.csv")))
    assert (told["id"], int(told["broken"]), int(told["kept"])) == ("paid", len(held.broken), len(held.kept))
    assert len(held.broken) > 0
    broken = rows(analyst.get(address(log, "safeguards.csv?table=broken")))
    names = studies.events_of(log).case_names()
    assert {each["case"] for each in broken} == {names[int(case)] for case in held.broken}
    assert all(each["why"] for each in broken)
    for how, cases in (("broken", held.broken), ("kept", held.kept), ("open", held.open)):
        page = analyst.get(address(log, f"safeguards/cases/?rule=paid&how={how}")).content.decode()
        assert f">{len(cases):,} case{'' if len(cases) == 1 else 's'}<" in page
        assert f"rule=paid&amp;how={how}" in analyst.get(address(log, "safeguards/")).content.decode()
    assert analyst.get(address(log, "safeguards/cases/?rule=paid&how=bent")).status_code == 404
    assert analyst.get(address(log, "safeguards/cases/?rule=none&how=kept")).status_code == 404


def test_the_effect_has_every_measure(analyst: Client) -> None:
    before = a_log()
    assert analyst.get("/studies/orders/effect.csv").status_code == 404
    content = INTERVALS.read_bytes()
    after = take_in_log(
        actor=madina(), study=before.study, of="after", name="after.csv", size=len(content), chunks=[content]
    )
    assert read(after, COLUMNS).state == "done"
    told = rows(analyst.get("/studies/orders/effect.csv"))
    page = analyst.get("/studies/orders/effect/").content.decode()
    assert "effect.csv?before=" in page
    assert {each["verdict"] for each in told} == {"no difference shown", "cannot be compared"}
    assert "throughput" in {each["measure"] for each in told}


def test_what_was_simulated(analyst: Client) -> None:
    study = a_study("simulated")
    assert analyst.get("/studies/simulated/simulation.csv").status_code == 404
    side = {"throughput_s": {part: estimate(1) for part in ("mean", "median", "p90")}, "waiting_s": estimate(2)}
    side |= {"service_s": estimate(3), "utilisation": {"=clerks": estimate(0.5)}}
    Work.objects.create(study=study, kind="simulate", state="done", result={"as_is": side}, asked_by=madina())
    told = rows(analyst.get("/studies/simulated/simulation.csv"))
    assert [(each["measure"], float(each["as_is_mean"]), each["to_be_mean"]) for each in told] == [
        ("throughput_mean_s", 1, ""),
        ("throughput_median_s", 1, ""),
        ("throughput_p90_s", 1, ""),
        ("waiting_s", 2, ""),
        ("service_s", 3, ""),
        ("utilisation", 0.5, ""),
    ]
    assert told[-1]["of"] == "'=clerks"


def estimate(mean: float) -> dict[str, float]:
    return {"mean": mean, "low": mean - 0.1, "high": mean + 0.1}


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@now", "\t=1", "\r=1"])
def test_no_cell_is_a_formula_and_numbers_stay_numbers(cell: str) -> None:
    text = b"".join(table("a", ("one", "two"), [(cell, -1.5)]).streaming_content).decode()
    assert list(csv.reader(io.StringIO(text, newline="")))[1] == [f"'{cell}", "-1.5"]


def test_who_sees_no_study_keeps_none_of_its_tables(client: Client) -> None:
    log = a_log()
    client.force_login(viktor())
    pages = ("variants.csv", "cases.csv", "safeguards.csv", "waiting.csv", "dots.csv", "dots/", "pictures/dots.svg")
    assert {client.get(address(log, page)).status_code for page in pages} == {403}


def test_a_simulation_that_was_really_run_is_told(analyst: Client) -> None:
    log = a_log()
    done(studies.ask_for_work(actor=madina(), study=log.study, log=log, kind="discover", asked={"noise": 0.4}))
    asked = {"repetitions": 2, "seed": 1, "to_be": False, "pools": {}}
    work = done(studies.ask_for_work(actor=madina(), study=log.study, log=log, kind="simulate", asked=asked))
    assert work.state == "done"
    told = rows(analyst.get("/studies/orders/simulation.csv"))
    assert float(told[0]["as_is_mean"]) == work.result["as_is"]["throughput_s"]["mean"]["mean"]
