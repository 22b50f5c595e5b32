"""`tirek log conform` and `safeguards`: keys that stay, an exit status that says what was found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.rooms.mining.describing.real import LOGS
from tirek.command.__main__ import main

PAGE = Path(__file__).parents[4] / "docs" / "look-up" / "log-command.md"
LOG, MODEL = str(LOGS / "running-example.xes"), str(LOGS / "running-example.bpmn")
HEADINGS = "id,rule,severity,legal basis,said\n"


def told(verb: str) -> str:
    return PAGE.read_text(encoding="utf-8").partition(f"\n## {verb}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("method", ["alignments", "replay"])
def test_a_log_is_held_against_a_model(method: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "conform", LOG, "--model", MODEL, "--method", method, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)

    assert all(f"`{key}`" in told("conform") for key in answer)
    assert (answer["method"], answer["fitness"], answer["cases"], answer["fitting_cases"]) == (method, 1.0, 6, 6)
    assert answer["precision"] == pytest.approx(0.7530864197530864)


def test_where_a_log_leaves_the_model_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = tmp_path / "model.txt"
    model.write_text("->( 'register request', 'decide' )", encoding="utf-8")
    assert main(["log", "conform", LOG, "--model", str(model), "--json", "--top", "2"]) == 0
    answer = json.loads(capsys.readouterr().out)
    keys = {*answer["deviations"][0], *answer["worst"][0]}

    assert all(f"`{key}`" in told("conform") for key in keys)
    assert (len(answer["worst"]), answer["variants_not_within_limit"]) == (2, 0)
    assert main(["log", "conform", LOG, "--model", str(model)]) == 0
    assert "Only in the model" in capsys.readouterr().out


def test_a_broken_rule_is_an_exit_status_and_each_case_is_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = tmp_path / "safeguards.csv"
    rule = "'check ticket' before decide where ${org_resource} != 'Nobody'"
    rules.write_text(f'{HEADINGS}first,"{rule}",breach,a law,Checked first.\n', encoding="utf-8")
    assert main(["log", "safeguards", LOG, "--rules", str(rules), "--json", "--interview", "decide"]) == 0
    kept = json.loads(capsys.readouterr().out)
    rules.write_text(f"{HEADINGS}first,at most 1 of decide per case,breach,a law,Decided once.\n", encoding="utf-8")
    assert main(["log", "safeguards", LOG, "--rules", str(rules), "--json"]) == 1
    broken = json.loads(capsys.readouterr().out)

    assert all(f"`{key}`" in told("safeguards") for key in {*broken, *broken["rules"][0], *broken["burden"]})
    assert (kept["rules"][0]["kept"], kept["rules"][0]["broken"]) == (6, 0)
    (answer,) = broken["rules"]
    assert answer["broken"] == len({each["case"] for each in answer["violations"]}) == 2
    assert main(["log", "safeguards", LOG, "--rules", str(rules)]) == 1
    assert "is number 2; there may be 1 in a case." in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    "arguments",
    [
        ["safeguards", LOG, "--rules", MODEL],
        ["safeguards", LOG, "--rules", "RULES", "--calendar", "XX"],
        ["safeguards", LOG, "--rules", "RULES", "--days-of", "Mars/Olympus"],
        ["safeguards", LOG, "--rules", "RULES", "--interview", "nothing"],
        ["safeguards", LOG, "--rules", "RULES", "--steps", MODEL],
        ["conform", LOG, "--model", LOG],
        ["conform", LOG, "--model", "/nowhere"],
    ],
)
def test_what_cannot_be_asked_is_said(arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = tmp_path / "safeguards.csv"
    rules.write_text(f"{HEADINGS}first,a before b,note,a law,So it is.\n", encoding="utf-8")
    assert main(["log", *(str(rules) if each == "RULES" else each for each in arguments)]) not in (0, 1)
    assert "Traceback" not in capsys.readouterr().err
