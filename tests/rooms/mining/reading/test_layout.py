from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rooms.mining.reading.tables import HEADING, about, csv_of, faults, imported, said, told
from tirek.mining import NOTHING, EventLog, Wanted, import_log, open_log, read_directly
from tirek.mining.layout import FORMAT
from tirek.mining.log import Words, microseconds
from tirek.mining.reading import layout_writing
from tirek.mining.reading.errors import FolderIsNoLog, ImportCancelled, LogFileEmpty, NotAnImportedLog

ROOT = Path(__file__).parents[4]
LOGS = ROOT / ".." / "shared" / "logs"
DAY = "2026-04-03T10:15:00Z"
AT = microseconds(datetime(2026, 4, 3, 10, 15, tzinfo=UTC))
EVENTS = st.lists(
    st.tuples(st.sampled_from(["1", "2", "NA", "дело"]), st.sampled_from("ABC"), st.integers(0, 5)),
    min_size=1,
    max_size=40,
)
COMPILED = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def table_of(events: list[tuple[str, str, int]]) -> pa.Table:
    return pa.table(
        {
            "case": pa.array([case for case, _, _ in events]),
            "activity": pa.array([activity for _, activity, _ in events]).dictionary_encode(),
            "time": pa.array([datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hour) for _, _, hour in events]),
            "row": pa.array(range(len(events)), pa.int32()),
        }
    )


def plainly(events: list[tuple[str, str, int]]) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for case, activity, hour in events:
        found.setdefault(case, []).append((activity, microseconds(datetime(2026, 1, 1, hour, tzinfo=UTC))))
    return {case: sorted(each, key=lambda event: event[1]) for case, each in found.items()}


def same(one: EventLog, other: EventLog) -> None:
    assert one.activities == other.activities
    assert list(one.case_names()) == list(other.case_names())
    for a, b in ((one.offsets, other.offsets), (one.activity, other.activity), (one.time, other.time)):
        assert a.dtype == b.dtype
        assert a.tolist() == b.tolist()
    assert (one.start is None) == (other.start is None)
    assert (one.event_columns, one.case_columns) == (other.event_columns, other.case_columns)
    for name in one.event_columns:
        assert str(said(one, name)) == str(said(other, name))
    assert dict(one.roles) == dict(other.roles)


@COMPILED
@given(events=EVENTS)
def test_a_log_is_what_its_rows_say_in_whatever_way_it_is_read(tmp_path: Path, events: list[Any]) -> None:
    pq.write_table(table_of(events), tmp_path / "a.parquet", row_group_size=7)
    csv_of(
        tmp_path / "b.csv",
        [(c, a, f"2026-01-01 {h:02}:00Z", str(i)) for i, (c, a, h) in enumerate(events)],
        ("case", "activity", "time", "row"),
    )
    log = imported(tmp_path / "a.parquet")
    assert told(log) == plainly(events)
    assert list(told(log)) == list(plainly(events))
    same(log, imported(tmp_path / "b.csv"))
    same(log, read_directly(tmp_path / "a.parquet")[0])


@COMPILED
@given(events=EVENTS, data=st.data())
def test_how_the_rows_of_different_cases_lie_among_each_other_does_not_matter(
    tmp_path: Path, events: list[Any], data: st.DataObject
) -> None:
    pq.write_table(table_of(events), tmp_path / "a.parquet")
    taken, left = [], {case: [e for e in events if e[0] == case] for case, _, _ in events}
    while any(left.values()):
        taken.append(left[data.draw(st.sampled_from([case for case, rest in left.items() if rest]))].pop(0))
    pq.write_table(table_of(taken), tmp_path / "b.parquet")
    assert told(imported(tmp_path / "a.parquet")) == told(imported(tmp_path / "b.parquet"))


@COMPILED
@given(events=EVENTS, group=st.integers(1, 9))
def test_parts_are_whole_cases_and_together_the_log(tmp_path: Path, events: list[Any], group: int) -> None:
    pq.write_table(table_of(events), file := tmp_path / "a.parquet")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout_writing, "GROUP", group)
        log = imported(file)
    parts = list(log.parts())
    assert np.concatenate([part.activity for part in parts]).tolist() == log.activity.tolist()
    assert np.concatenate([part.time for part in parts]).tolist() == log.time.tolist()
    joined = [0]
    for part in parts:
        assert part.first_case == len(joined) - 1
        assert part.first_event == joined[-1]
        assert len(part.offsets) == 2 or part.offsets[-1] <= group
        joined += (part.offsets[1:] + part.first_event).tolist()
    assert joined == log.offsets.tolist()


@pytest.mark.parametrize("name", ["interval_event_log.csv", "eventdataR_traffic_fines.parquet"])
def test_a_real_log_is_what_pandas_reads(tmp_path: Path, name: str) -> None:
    file = LOGS / name
    frame = pd.read_csv(file, keep_default_na=False) if file.suffix == ".csv" else pd.read_parquet(file)
    frame["time:timestamp"] = pd.to_datetime(frame["time:timestamp"], utc=True, format="ISO8601")
    number = {case: i for i, case in enumerate(dict.fromkeys(frame["case:concept:name"]))}
    frame["number"] = frame["case:concept:name"].map(number)
    frame = frame.sort_values(["number", "time:timestamp"], kind="stable")
    logs = [open_log(import_log(file, tmp_path / "log"))]
    logs += [read_directly(file)[0]] if file.suffix == ".parquet" else []
    for log in logs:
        assert list(log.case_names()) == list(number)
        assert [log.activities[code] for code in log.activity] == frame["concept:name"].tolist()
        assert log.time.tolist() == frame["time:timestamp"].astype("datetime64[us, UTC]").astype("int64").tolist()
        assert np.repeat(np.arange(log.cases), np.diff(log.offsets)).tolist() == frame["number"].tolist()
        if "start_timestamp" in frame:
            start = pd.to_datetime(frame["start_timestamp"], utc=True).astype("datetime64[us, UTC]").astype("int64")
            assert log.start is not None
            assert log.start.tolist() == start.tolist()
        for column in log.event_columns:
            expected = [None if pd.isna(value) else value for value in frame[column].tolist()]
            assert said(log, column) == expected


def test_types_of_parquet_become_texts_numbers_and_times(tmp_path: Path) -> None:
    table = pa.table(
        {
            "case": pa.array([1, 2, 1], pa.int64()),
            "activity": pa.array(["A", None, "B"], pa.large_string()),
            "time": pa.array([1, 2, 0], pa.timestamp("ns", "Asia/Almaty")),
            "flag": [True, False, None],
            "whole": pa.array([1, None, 3], pa.int64()),
            "great": pa.array([2**60 + 1, 5, None], pa.int64()),
            "day": pa.array([0, 1, None], pa.date32()),
            "list": [[1], [], None],
            "nothing": pa.nulls(3),
            "empty": ["", "x", None],
        }
    )
    pq.write_table(table, file := tmp_path / "a.parquet")
    log = imported(file)
    assert told(log) == {"1": [("A", 0), ("B", 0)]}
    assert faults(file) == [["2", "event-without-activity", "activity", ""]]
    assert {name: str(said(log, name)) for name in log.event_columns} == {
        "flag": "['true', None]",
        "whole": "[1.0, 3.0]",
        "great": f"['{2**60 + 1}', None]",
        "day": "['1970-01-01', None]",
        "nothing": "[nan, nan]",
        "empty": "['', None]",
    }
    assert {each["id"] for each in about(file)["notices"]} == {"log-columns-left-out", "log-rows-left-out"}
    assert about(file)["zones"] == {"+06:00": 2}


@pytest.mark.parametrize(
    "times",
    [
        pa.array([1_775_211_300], pa.timestamp("s")),
        pa.array([1_775_211_300_000], pa.timestamp("ms", "UTC")),
        pa.array([1_775_211_300_000_000_000], pa.timestamp("ns", "+05:00")),
        pa.array([DAY]),
        pa.array([DAY]).dictionary_encode(),
        pa.array([1_775_211_300]),
    ],
)
def test_times_of_parquet_may_have_any_form(tmp_path: Path, times: pa.Array) -> None:
    pq.write_table(pa.table({"case": ["1"], "activity": ["A"], "time": times}), file := tmp_path / "a.parquet")
    assert told(imported(file)) == {"1": [("A", AT)]}


def test_a_long_word_in_each_of_many_rows_takes_its_room_once(tmp_path: Path) -> None:
    """As a million texts these would be two terabytes."""
    word = pa.DictionaryArray.from_arrays(pa.array(np.zeros(1_000_000, np.int32)), pa.array(["x" * 2_000_000]))
    case = pa.DictionaryArray.from_arrays(pa.array(np.zeros(1_000_000, np.int32)), pa.array([b"1"]))
    day = pa.DictionaryArray.from_arrays(pa.array(np.zeros(1_000_000, np.int32)), pa.array([DAY]))
    table = pa.table({"case": case, "activity": word, "time": day, "note": word})
    pq.write_table(table, file := tmp_path / "a.parquet", store_schema=False)
    assert file.stat().st_size < 1_000_000
    for log in (imported(file), read_directly(file)[0]):
        assert (log.cases, log.events, len(log.activities[0])) == (1, 1_000_000, 2_000_000)


def test_an_empty_parquet_is_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"case": pa.array([], pa.string())}), file := tmp_path / "a.parquet")
    with pytest.raises(LogFileEmpty):
        imported(file)


@pytest.mark.parametrize(("cases", "events"), [(1, 1_000_000), (1_000_000, 1)])
def test_a_case_of_a_million_events_and_a_million_cases_of_one(tmp_path: Path, cases: int, events: int) -> None:
    case = pa.array(np.repeat(np.arange(cases), events)).cast(pa.string())
    time = pa.array(np.arange(1_000_000)[::-1].copy()).view(pa.timestamp("us", "UTC"))
    activity = pa.array(["A", "B"] * 500_000)
    pq.write_table(pa.table({"case": case, "activity": activity, "time": time}), file := tmp_path / "a.parquet")
    for log in (imported(file), read_directly(file)[0]):
        assert (log.cases, log.events) == (cases, 1_000_000)
        assert log.time[:2].tolist() == ([0, 1] if cases == 1 else [999_999, 999_998])
        assert log.activity[:2].tolist() == ([1, 0] if cases == 1 else [0, 1])
        assert sum(len(part.time) for part in log.parts()) == 1_000_000
        assert log.case_names()[cases - 1] == str(cases - 1)


def test_a_new_log_takes_the_place_of_an_old_one_and_of_nothing_else(tmp_path: Path) -> None:
    file = csv_of(tmp_path / "a.csv", [("1", "A", DAY)])
    import_log(file, tmp_path / "log")
    csv_of(file, [("1", "B", DAY)])
    assert open_log(import_log(file, tmp_path / "log")).activities == ("B",)
    (other := tmp_path / "other").mkdir()
    import_log(file, other)
    (mine := tmp_path / "mine").mkdir()
    (mine / "letter.txt").write_text("dear")
    for taken in (mine, file):
        with pytest.raises(FolderIsNoLog):
            import_log(file, taken)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.csv", "log", "mine", "other"]
    assert [each.name for each in mine.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("after", [0, 1, 2])
def test_who_cancels_leaves_nothing_and_the_old_log_in_place(tmp_path: Path, after: int) -> None:
    file = csv_of(tmp_path / "a.csv", [("1", "A", DAY)])
    import_log(file, tmp_path / "log")
    csv_of(file, [("1", "B" * 1000, DAY)] * 20_000)
    asked: list[int] = []
    with pytest.raises(ImportCancelled):
        import_log(file, tmp_path / "log", cancelled=lambda: asked.append(1) or len(asked) > after)
    assert open_log(tmp_path / "log").activities == ("A",)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.csv", "log"]


def test_progress_counts_the_bytes_of_the_file(tmp_path: Path) -> None:
    file = csv_of(tmp_path / "a.csv", [("1", "B" * 1000, DAY)] * 20_000)
    steps: list[tuple[int, int, str]] = []
    import_log(file, tmp_path / "log", progress=lambda *step: steps.append(step))
    reading = [step for step in steps if step[2] == "Reading"]
    assert reading[-1][:2] == (file.stat().st_size, file.stat().st_size)
    assert [done for done, _, _ in reading] == sorted(done for done, _, _ in reading)
    assert len(reading) > 1
    assert steps[-1][2] == "Writing"


def test_a_fault_while_writing_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = csv_of(tmp_path / "a.csv", [("1", "A", DAY)])

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(layout_writing, "_write_cases", full)
    with pytest.raises(OSError, match="No space"):
        import_log(file, tmp_path / "log")
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.parametrize("spoilt", ["log.json", "events.parquet", "cases.parquet", "words.parquet"])
def test_a_folder_that_lacks_something_is_no_log(tmp_path: Path, spoilt: str) -> None:
    folder = import_log(csv_of(tmp_path / "a.csv", [("1", "A", DAY)]), tmp_path / "log")
    (folder / spoilt).write_bytes(b"{}")
    with pytest.raises(NotAnImportedLog):
        open_log(folder).activity  # noqa: B018
    (folder / spoilt).unlink()
    with pytest.raises(NotAnImportedLog):
        open_log(folder).activity  # noqa: B018


def test_a_log_of_another_version_is_not_opened_and_may_be_replaced(tmp_path: Path) -> None:
    file = csv_of(tmp_path / "a.csv", [("1", "A", DAY)])
    folder = import_log(file, tmp_path / "log")
    (folder / "log.json").write_text(json.dumps({"format": FORMAT, "version": 99}))
    with pytest.raises(NotAnImportedLog):
        open_log(folder)
    assert open_log(import_log(file, folder)).events == 1


def test_a_column_that_says_nothing_has_no_words(tmp_path: Path) -> None:
    log = imported(csv_of(tmp_path / "a.csv", [("1", "A", DAY, "")], (*HEADING, "note")))
    column = log.event_column("note")
    assert isinstance(column, Words)
    assert (column.codes.tolist(), column.words) == ([NOTHING], ())
    with pytest.raises(KeyError):
        log.event_column("other")


def test_the_page_about_the_folder_says_what_is_in_it(tmp_path: Path) -> None:
    heading = (*HEADING, "start_timestamp", "org:resource", "case:amount", "case:kind")
    folder = import_log(csv_of(tmp_path / "a.csv", [("1", "A", DAY, DAY, "p", "5", "q")], heading), tmp_path / "log")
    page = (ROOT / "docs" / "look-up" / "log-layout.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^## `(.*?)`", page, re.MULTILINE)) == {each.name for each in folder.iterdir()}
    keys = set(re.findall(r"^\| `(\w+)` \|", page.split("## `log.json`")[1].split("\n## ")[0], re.MULTILINE))
    assert keys == set(json.loads((folder / "log.json").read_text(encoding="utf-8")))
    for name in ("events", "cases", "words"):
        section = page.split(f"## `{name}.parquet`")[1].split("\n## ")[0]
        described = dict(re.findall(r"^\| `([\w:]+)` \| ([\w\[\], =]+?) \|", section, re.MULTILINE))
        for field in pq.read_schema(folder / f"{name}.parquet"):
            column = re.sub(r"^(event|case):.*", r"\1:NAME", field.name)
            kinds = [kind.strip() for kind in described[column].split(" or ")]
            assert str(field.type) in kinds
            assert not field.nullable
    assert (folder / "faults.csv").read_text().strip() in page


def test_wanted_says_nothing_unless_it_is_said() -> None:
    assert Wanted().named() == {}
