"""`tirek log …`: stable keys, the same figures as the library, and a sentence where nothing can be answered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tirek.command import main

ROWS = """case,activity,time,who,unit
1,ask,2026-01-30T10:00:00Z,Aigul,Astana
1,check,2026-02-01T10:00:00Z,Baurzhan,Aktobe
1,answer,2026-02-02T10:00:00Z,Aigul,Astana
2,ask,2026-02-03T10:00:00Z,Aigul,Astana
2,answer,2026-02-03T11:00:00Z,Aigul,Astana
3,ask,2026-02-05T10:00:00Z,Aigul,Astana
3,check,2026-02-06T10:00:00Z,Baurzhan,Aktobe
3,check,2026-02-07T10:00:00Z,Baurzhan,Aktobe
3,answer,2026-02-11T10:00:00Z,Aigul,Astana
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def asked(capsys: pytest.CaptureFixture[str], verb: str, file: Path, *options: str) -> Any:
    """What a verb answers in JSON."""
    names = ("--case", "case", "--activity", "activity", "--time", "time", "--resource", "who", "--office", "unit")
    assert main(["log", verb, str(file), *names, *options, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def told(capsys: pytest.CaptureFixture[str], verb: str, file: Path, *options: str) -> str:
    """What a verb answers to people."""
    names = ("--case", "case", "--activity", "activity", "--time", "time", "--resource", "who", "--office", "unit")
    assert main(["log", verb, str(file), *names, *options]) == 0
    return capsys.readouterr().out


def test_describe(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(capsys, "describe", file)
    assert (answer["cases"], answer["events"], answer["activities"], answer["variants"]) == (3, 9, 3, 3)
    assert (answer["start"], answer["end"]) == ({"ask": 3}, {"answer": 3})
    assert answer["activity_counts"] == {"answer": 3, "ask": 3, "check": 3}
    assert answer["throughput_s"] == {"mean": 260400, "median": 259200, "p90": 466560, "min": 3600, "max": 518400}
    assert answer["months"] == [
        {"month": "2026-01", "arrived": 1, "completed": 0}, {"month": "2026-02", "arrived": 2, "completed": 3},
    ]  # fmt: skip
    assert "3 cases, 9 events, 3 activities, 3 variants" in told(capsys, "describe", file)


def test_dfg(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(capsys, "dfg", file)
    assert [(e["from"], e["to"], e["count"]) for e in answer] == [
        ("ask", "check", 2), ("check", "answer", 2), ("ask", "answer", 1), ("check", "check", 1),
    ]  # fmt: skip
    assert set(answer[0]) == {"from", "to", "count", "mean_s", "median_s", "p90_s", "cases"}
    assert [answer[0][key] for key in ("mean_s", "median_s", "p90_s")] == [129600, 129600, 164160]
    assert "1.5 d" in told(capsys, "dfg", file)


def test_variants(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(capsys, "variants", file, "--top", "2")
    assert answer["variants"] == 3
    assert [(each["activities"], each["count"]) for each in answer["top"]] == [
        (["ask", "answer"], 1), (["ask", "check", "answer"], 1),
    ]  # fmt: skip
    assert answer["top_share"] == pytest.approx(2 / 3)
    assert "ask → check → check → answer" in told(capsys, "variants", file)


def test_bottlenecks(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(capsys, "bottlenecks", file, "--top", "1")
    assert answer["method"] == "estimated"
    assert answer["edges"] == []  # nobody was busy elsewhere
    text = told(capsys, "bottlenecks", file)
    assert "Estimated" in text
    assert "All cases together waited 0 s." in text


def test_rework(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(capsys, "rework", file)
    assert (answer["cases"], answer["events"]) == (1, 1)
    assert [(e["activity"], e["again"], e["directly"], e["loops"]) for e in answer["activities"]] == [
        ("check", 1, 1, 0)
    ]
    assert "1 cases (33.3 %) did something again" in told(capsys, "rework", file)


def test_handovers(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for between, names in (("resource", ("Aigul", "Baurzhan")), ("office", ("Astana", "Aktobe"))):
        answer = asked(capsys, "handovers", file, "--between", between)
        assert answer["handovers"] == 4
        assert answer["per_case"] == {"mean": pytest.approx(4 / 3), "max": 2}
        assert {(e["from"], e["to"], e["count"]) for e in answer["pairs"]} == {(*names, 2), (*reversed(names), 2)}
    assert "4 hand-overs." in told(capsys, "handovers", file)


def test_load(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(capsys, "load", file, "--by", "month")
    assert [(e["name"], e["period"], e["events"], e["cases"]) for e in answer["load"]] == [
        ("Aigul", "2026-01", 1, 1), ("Aigul", "2026-02", 5, 3), ("Baurzhan", "2026-02", 3, 2),
    ]  # fmt: skip
    assert "Baurzhan" in told(capsys, "load", file)


@pytest.mark.parametrize(
    ("options", "cases"),
    [
        ((), ["1", "2", "3"]),
        (("--since", "2026-02-01"), ["2", "3"]),
        (("--until", "2026-02-04"), ["1", "2"]),
        (("--having", "unit=Aktobe"), ["1", "3"]),
        (("--having", "unit=Aktobe", "--having", "who=Nobody"), []),
        (("--path", "check>check"), ["3"]),
        (("--path", "check > check"), ["3"]),
        (("--later", "ask>answer"), ["1", "2", "3"]),
        (("--usual", "0.3"), ["2"]),
        (("--filter", '{"kind": "lasting", "most_s": 259200}'), ["1", "2"]),
        (("--filter", '[{"kind": "repeating", "activity": "check"}, {"kind": "usual", "share": 1}]'), ["3"]),
    ],
)
def test_filters_keep_the_cases_behind_a_figure(
    options: tuple[str, ...], cases: list[str], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(capsys, "cases", file, *options) == {"cases": len(cases), "names": cases}
    assert told(capsys, "cases", file, *options).split() == cases
    assert asked(capsys, "describe", file, *options)["cases"] == len(cases)
    for verb in ("describe", "dfg", "variants", "bottlenecks", "rework", "handovers", "load"):
        told(capsys, verb, file, *options)


def test_a_calendar_counts_working_time(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calendar = tmp_path / "calendar.json"
    calendar.write_text(json.dumps({"hours": {"mon": ["09:00-18:00"], "fri": ["09:00-18:00"]}}))
    answer = asked(capsys, "dfg", file, "--calendar", str(calendar))
    seconds = {(e["from"], e["to"]): e["mean_s"] for e in answer}
    assert seconds["ask", "answer"] == 0  # on a Tuesday
    assert seconds["check", "check"] == 8 * 3600  # from Friday at ten


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--path", "check"), "has no > in it"),
        (("--having", "colour=red"), "The log has no column colour"),
        (("--since", "soon"), "This filter cannot be read"),
        (("--filter", "[3]"), "its kind is none of"),
        (("--calendar", "nowhere.json"), "nowhere.json"),
    ],
)
def test_what_cannot_be_asked_is_a_sentence(
    options: tuple[str, ...], said: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["log", "describe", str(file), *options]) == 2
    assert said in capsys.readouterr().err
