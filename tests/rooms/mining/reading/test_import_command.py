from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.rooms.mining.reading.tables import csv_of

DAY = "2026-04-03 10:15"


def tirek(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "tirek.command", "log", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_importing_says_what_was_taken_and_what_was_left_out(tmp_path: Path) -> None:
    file = csv_of(tmp_path / "a.csv", [("1", "A", DAY), ("1", "A", "never"), ("", "A", DAY)])
    done = tirek("import", file, "--out", tmp_path / "log", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert (answer["cases"], answer["events"], answer["activities"]) == (1, 1, 1)
    assert answer["faults"] == {"count": 2, "reasons": {"event-time-not-read": 1, "event-without-case": 1}}
    assert [notice["id"] for notice in answer["notices"]] == ["log-times-without-zone", "log-rows-left-out"]
    plain = tirek("import", file, "--out", tmp_path / "log")
    assert "1 events of 1 cases" in plain.stdout
    assert "case: case:concept:name (guessed)" in plain.stdout
    assert "1 × event-time-not-read" in plain.stdout
    assert "taken as UTC" in plain.stdout


def test_a_folder_that_is_no_log_stays(tmp_path: Path) -> None:
    file = csv_of(tmp_path / "a.csv", [("1", "A", DAY)])
    done = tirek("import", file, "--out", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "exists and is no imported log" in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]


def test_columns_are_shown_before_they_are_taken(tmp_path: Path) -> None:
    file = csv_of(tmp_path / "a.csv", [("1", "A", DAY, "x")], ("Дело", "Этап", "Когда", "Примечание"))
    done = tirek("columns", file)
    assert done.stdout.splitlines() == [
        "case: Дело (by its name): 1",
        "activity: Этап (by its name): A",
        f"time: Когда (its cells are times): {DAY}",
        "others, which are kept: Примечание",
    ]
    answer = json.loads(tirek("columns", file, "--json", "--activity", "Примечание").stdout)
    assert answer["columns"][1] == {"role": "activity", "column": "Примечание", "why": "said", "samples": ["x"]}


def test_a_file_is_asked_as_an_imported_log_is_and_what_is_left_out_is_said(tmp_path: Path) -> None:
    rows = [("1", "A", DAY), ("1", "B", DAY), ("2", "A", ""), ("2", "B", DAY)]
    file = csv_of(tmp_path / "a.csv", rows)
    columns = dict(zip(("case", "activity", "time"), map(list, zip(*rows, strict=True)), strict=True))
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    tirek("import", file, "--out", tmp_path / "log")
    answers = [tirek("describe", tmp_path / each, "--json") for each in ("log", "a.csv", "a.parquet")]
    assert json.loads(answers[0].stdout)["events"] == 3
    assert answers[0].stdout == answers[1].stdout == answers[2].stdout
    assert answers[0].stderr == ""
    for answer in answers[1:]:
        assert "1 rows could not be read and are left out." in answer.stderr
