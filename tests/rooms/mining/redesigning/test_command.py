"""`tirek log simulate` and `tirek log compare` as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.rooms.mining.describing.real import LOGS
from tests.rooms.mining.models.drawn import bpmn
from tirek.command import main

LOG = str(LOGS / "running-example.xes")
MODEL = str(LOGS / "running-example.bpmn")
SIMULATE = ["log", "simulate", LOG, "--model", MODEL, "--repetitions", "3"]


def test_simulate_works(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*SIMULATE, "--json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert set(first) == {"trust", "notes", "as_is", "to_be", "effect"}
    assert set(first["trust"]["measures"]) == {"throughput", "flow", "activities", "arrival", "hours"}
    assert first["as_is"]["throughput_s"]["mean"]["low"] < first["as_is"]["throughput_s"]["mean"]["high"]
    assert (first["to_be"], first["effect"]) == (None, None)
    assert main([*SIMULATE, "--json", "--seed", "1"]) == 0
    assert json.loads(capsys.readouterr().out) == first


def test_a_scenario_is_written_changed_and_simulated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "scenario.json"
    assert main([*SIMULATE, "--fitted", str(file), "--json"]) == 0
    as_is = json.loads(capsys.readouterr().out)["as_is"]
    scenario = json.loads(file.read_text())
    for each in scenario["activities"].values():
        if each["wait"]:
            each["wait"]["factor"] *= 0.5
    file.write_text(json.dumps(scenario))
    assert main([*SIMULATE, "--scenario", str(file), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["as_is"] == as_is
    halved = answer["to_be"]["throughput_s"]["mean"]["mean"] / as_is["throughput_s"]["mean"]["mean"]
    assert halved == pytest.approx(0.5)
    assert answer["effect"]["throughput_mean_s"]["high"] < 0
    assert main([*SIMULATE, "--scenario", str(file)]) == 0
    assert "What changes" in capsys.readouterr().out


def test_a_drawing_without_a_step_is_simulated_beside_the_one_of_the_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = "".join(
        f'<task id="{name}1" name="{title}"/>' for name, title in (("r", "register request"), ("d", "decide"))
    )
    (tmp_path / "to-be.bpmn").write_bytes(bpmn("start>r1 r1>d1 d1>end", steps))
    line = ["log", "simulate", LOG, "--as-is", MODEL, "--model", str(tmp_path / "to-be.bpmn"), "--json"]
    assert main(line) == 0
    answer = json.loads(capsys.readouterr().out)
    assert set(answer["to_be"]["activities"]) == {"register request", "decide"}
    assert answer["effect"]["throughput_mean_s"]["mean"] < 0


@pytest.mark.parametrize(
    ("content", "said"),
    [('{"scenario": 1}', "begins"), ("[", "scenario.json"), ("[1]", "object")],
)
def test_refuses_a_scenario(content: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "scenario.json").write_text(content)
    assert main([*SIMULATE, "--scenario", str(tmp_path / "scenario.json")]) == 2
    shown = capsys.readouterr().err
    assert said in shown
    assert "Traceback" not in shown


def test_compare_works(capsys: pytest.CaptureFixture[str]) -> None:
    log = str(LOGS / "interval_event_log.csv")
    assert main(["log", "compare", log, "--at", "2015-03-01", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {"cases", "by", "strata", "left_out", "alike", "time", "flow", "rework", "safeguards"} <= set(answer)
    assert answer["cases"]["before"] + answer["cases"]["after"] == 1266
    assert answer["time"][0]["measure"] == "throughput"
    assert main(["log", "compare", log, "--at", "2015-03-01"]) == 0
    assert "measures show a difference" in capsys.readouterr().out


def test_a_log_is_no_different_from_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "compare", LOG, LOG, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["claimed"] == 0
    assert all(each["difference"] in (0, None) for part in ("time", "flow", "rework") for each in answer[part])


def test_compare_needs_another_log_or_a_moment() -> None:
    with pytest.raises(SystemExit):
        main(["log", "compare", LOG])


def test_compare_says_what_attribute_there_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "compare", LOG, LOG, "--by", "region"]) == 2
    assert "region" in capsys.readouterr().err
