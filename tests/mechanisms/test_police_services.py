"""The seven services of the Ministry: described, drawn, and with made-up logs in which what was planted is found."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from itertools import combinations, pairwise
from pathlib import Path
from statistics import mean
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from tests.mechanisms.synthetic import CASES, POLICE, as_log, broken, by_case, made, pack, services, waiting
from tirek.command import main
from tirek.command.synthetic_logs import ZONE
from tirek.mining import bottlenecks_of, rework_of
from tirek.mining.conforming.safeguards import safeguards_kept
from tirek.packs import model_of, problems_of, steps_named, synthetic_of
from tirek.safeguards import calendar_of, safeguards_of

SEVEN = (
    *("call-102", "complaint-registration", "driving-licence", "identity-card"),
    *("residence-registration", "vehicle-registration", "weapons-permit"),
)
SURVIVORS = ("call-102", "complaint-registration")
DRAWINGS = [(code, course) for code in SEVEN for course in ("as-is", "to-be")]
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
Box = tuple[float, float, float, float]

each_service = pytest.mark.parametrize("code", SEVEN)
each_drawing = pytest.mark.parametrize(("code", "course"), DRAWINGS, ids=map("-".join, DRAWINGS))


def drawing(code: str, course: str) -> str:
    return (POLICE / "services" / code / f"{course}.bpmn").read_text(encoding="utf-8")


def test_it_works() -> None:
    assert [(each.file, each.row, str(each.refusal)) for each in problems_of(pack())] == []
    assert tuple(services()) == SEVEN


@each_service
def test_a_service_says_whose_it_is_and_by_which_law(code: str) -> None:
    service = services()[code]
    for said in (
        service.title,
        service.owner,
        service.legal_basis,
        *service.roles.values(),
        *service.channels.values(),
    ):
        assert set(said) == {"en", "ru", "kk"}
    assert service.clocks
    assert len(service.safeguards) >= 3


@each_service
def test_what_nobody_verified_is_listed(code: str) -> None:
    facts = pack().yaml("ready.yaml")["to be verified by the institution"].values()
    used = {use for fact in facts for use in fact["used in"]}
    assert {path for path in pack().files if path.startswith(f"services/{code}/")} <= used


@each_service
def test_a_step_that_is_done_before_and_after_has_one_name(code: str) -> None:
    names = {}
    for course in ("as-is", "to-be"):
        tasks = etree.fromstring(drawing(code, course).encode()).iter(f"{BPMN}userTask")
        here = {task.get("id"): task.get("name") for task in tasks}
        assert len(set(here.values())) == len(here)
        assert {step: names.get(step, name) for step, name in here.items()} == here
        names |= here
    for language in ("ru", "kk"):
        spoken = steps_named(pack(), services()[code], language)
        assert spoken.keys() == names.keys()
        assert len(set(spoken.values())) == len(set(names.values()))


@each_drawing
def test_a_drawing_shows_all_that_it_says_and_nothing_lies_on_another(code: str, course: str) -> None:
    root = etree.fromstring(drawing(code, course).encode())
    drawn = {each.get("bpmnElement"): each for each in root.iter(f"{DI}BPMNShape", f"{DI}BPMNEdge")}
    named = [*root.iter(f"{BPMN}sequenceFlow"), *root.iter(f"{BPMN}lane"), *root.iter(f"{BPMN}participant")]
    nodes = list(model_of(drawing(code, course)).tags)
    assert set(drawn) == {*nodes, *(each.get("id") for each in named)}
    boxes = {name: box(drawn[name][0]) for name in nodes}
    boxes |= {f"label of {name}": box(each[-1][0]) for name, each in drawn.items() if each[-1].tag == f"{DI}BPMNLabel"}
    assert [pair for pair in combinations(boxes, 2) if overlap(*(boxes[each] for each in pair))] == []
    lanes = {each.get("id"): box(drawn[each.get("id")][0]) for each in root.iter(f"{BPMN}lane")}
    for lane in root.iter(f"{BPMN}lane"):
        inside = [(each.text or "").strip() for each in lane]
        assert [each for each in inside if not within(boxes[each], lanes[lane.get("id")])] == []


def box(bounds: etree._Element) -> Box:
    x, y, width, height = (float(bounds.get(each, "")) for each in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def within(one: Box, other: Box) -> bool:
    return other[0] <= one[0] and other[1] <= one[1] and one[2] <= other[2] and one[3] <= other[3]


@each_drawing
def test_the_same_seed_makes_the_same_log(code: str, course: str) -> None:
    rows, planted = made(code, course)
    made.cache_clear()
    assert (rows, planted) == made(code, course)
    assert rows != made(code, course, seed=2)[0]
    assert len({row.case for row in rows}) == CASES
    assert all(row.case.startswith("SYN-") for row in rows)


@each_drawing
def test_officers_work_by_the_calendar_and_do_one_thing_at_a_time(code: str, course: str) -> None:
    posts = synthetic_of(services()[code]).courses[course].posts
    busy: dict[str, list[tuple[float, float]]] = {}
    for row in made(code, course)[0]:
        assert row.start <= row.complete
        if row.resource:
            role = row.resource.split("-", 2)[2].rpartition("-")[0]  # as in KZ-71-road-examiner-01
            assert works(posts[role].works, row.start), row
            assert works(posts[role].works, row.complete), row
            busy.setdefault(row.resource, []).append((row.start.timestamp(), row.complete.timestamp()))
    for spans in map(sorted, busy.values()):
        assert all(first[1] <= then[0] for first, then in pairwise(spans))


def works(said: str, moment: datetime) -> bool:
    here = moment.astimezone(ZONE)
    day, clock = f"{here:%a}".lower(), f"{here:%H:%M}"
    open_ = any(first <= clock <= last for first, _, last in (part.partition("-") for part in said.split()) if last)
    return said == "always" or (open_ and day in said.split() and calendar_of("KZ").is_working_day(here.date()))


@each_service
def test_most_waiting_is_before_the_planted_bottleneck(code: str) -> None:
    rows, planted = made(code, "as-is")
    (dearest, most), (_next, less) = waiting(rows).most_common(2)
    assert dearest == planted.bottleneck
    assert most > 1.3 * less
    found = bottlenecks_of(as_log(code, "as-is"))
    assert found.activities[0].activity == steps_named(pack(), services()[code], "en")[planted.bottleneck]
    assert found.activities[0].waiting.total_s == most


@each_drawing
def test_every_planted_violation_is_found_and_no_other(code: str, course: str) -> None:
    rows, planted = made(code, course)
    told = {rule["id"]: set(planted.broken.get(rule["id"], ())) for rule in services()[code].safeguards}
    assert broken(code, rows) == told
    names = steps_named(pack(), services()[code], "en")
    log = as_log(code, course)
    kept = safeguards_kept(
        log,
        safeguards_of(services()[code].safeguards),
        calendar=calendar_of("KZ"),
        zone=ZoneInfo("Asia/Almaty"),
        steps={step: (name,) for step, name in names.items()},
    )
    cases = log.case_names()
    assert {rule.safeguard.id: {cases[each] for each in rule.broken} for rule in kept.rules} == told


@each_service
def test_before_the_change_every_rule_is_broken_and_after_it_none(code: str) -> None:
    planted = made(code, "as-is")[1].broken
    assert set(planted) == {rule["id"] for rule in services()[code].safeguards}
    assert all(planted.values())
    assert not any(made(code, "to-be")[1].broken.values())


@each_service
def test_who_went_back_is_found(code: str) -> None:
    rows, planted = made(code, "as-is")
    cases = {name: [row.step for row in case] for name, case in by_case(rows).items()}
    again = {name for name, steps in cases.items() if len(set(steps)) < len(steps)}
    skipped = {name for name in planted.reworked if name not in again}  # a step that was skipped is not seen again
    assert planted.reworked
    assert again <= set(planted.reworked)
    assert len(skipped) < len(again) / 10
    assert rework_of(as_log(code, "as-is")).cases == len(again)


@pytest.mark.parametrize("code", SURVIVORS)
def test_the_change_spares_survivors_from_telling_it_again_and_from_waiting(code: str) -> None:
    met = {course: _met(code, course) for course in ("as-is", "to-be")}
    assert max(interviews for interviews, _officers, _days in met["as-is"]) > 2
    assert {interviews for interviews, _officers, _days in met["to-be"]} == {1}
    officers, days = ({course: mean(each[n] for each in found) for course, found in met.items()} for n in (1, 2))
    assert officers["to-be"] < officers["as-is"]
    assert days["to-be"] < days["as-is"] / 2


def _met(code: str, course: str) -> list[tuple[int, int, float]]:
    """Of each survivor: how often interviewed, by how many officers, and how many days it took from first to last."""
    found = []
    for case in by_case(made(code, course)[0]).values():
        interviews = [row for row in case if row.step == "interview"]
        if interviews:
            days = (case[-1].complete - case[0].start).total_seconds() / 86_400
            found.append((len(interviews), len({row.resource for row in interviews}), days))
    return found


def test_the_command_line_writes_it_and_says_that_it_is_synthetic_everywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "synthetic-call-102.csv"
    arguments = ["log", "synthesise", str(POLICE / "services" / "call-102"), "--cases", "50", "--out", str(out)]
    assert main([*arguments, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["synthetic"] is True
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert answer["events"] == len(rows)
    assert {row["synthetic"] for row in rows} == {"synthetic"}
    wanted = {
        "case",
        "activity",
        "start",
        "complete",
        "resource",
        "office",
        "channel",
        "lifecycle",
        "step",
        "synthetic",
    }
    assert set(rows[0]) == wanted
    before = out.read_bytes()
    assert main(arguments) == 0
    assert out.read_bytes() == before
    assert main([*arguments[:-1], str(tmp_path / "call-102.csv")]) == 2
    assert "synthetic-call-102.csv" in {each.name for each in tmp_path.iterdir()}
    assert not (tmp_path / "call-102.csv").exists()


@pytest.mark.parametrize("language", ["en", "kk"])
def test_it_is_written_as_xes_too(tmp_path: Path, language: str) -> None:
    out = tmp_path / "synthetic.xes"
    service = str(POLICE / "services" / "call-102")
    assert main(["log", "synthesise", service, "--cases", "20", "--language", language, "--out", str(out)]) == 0
    root = etree.parse(out).getroot()
    title = root.find("string[@key='concept:name']")
    assert title is not None
    assert str(title.get("value")).startswith("SYNTHETIC ")
    assert len(root.findall("trace")) == len(root.findall("trace/boolean[@key='synthetic']")) == 20
    called = {each.get("value") for each in root.findall("trace/event/string[@key='concept:name']")}
    assert called <= set(steps_named(pack(), services()["call-102"], language).values())


def test_a_log_of_nothing_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "synthesise", "complaints/nothing", "--out", str(tmp_path / "synthetic.csv")]) == 2
    assert "There is no service complaints/nothing." in capsys.readouterr().err
