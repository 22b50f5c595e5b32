from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.rooms.mining.reading.tables import HEADING, about, csv_of, faults, imported, said, told
from tirek.mining import Wanted, guess_columns
from tirek.mining.errors import LogEmpty
from tirek.mining.log import microseconds
from tirek.mining.reading.errors import (
    ColumnTwice,
    LogFileBomb,
    LogFileBroken,
    LogFileEmpty,
    LogFileOfAnotherKind,
    LogTooWide,
    NoSuchColumn,
    RoleUnknown,
)

DAY = "2026-04-03T10:15:00Z"
AT = microseconds(datetime(2026, 4, 3, 10, 15, tzinfo=UTC))
HOUR = 3_600_000_000


def notices(file: Path) -> dict[str, dict[str, object]]:
    return {notice["id"]: notice["facts"] for notice in about(file)["notices"]}


def test_a_case_named_na_is_a_case_and_so_is_null(tmp_path: Path) -> None:
    rows = [("NA", "NaN", DAY), ("null", "None", DAY), ("NA", "", DAY)]
    log = imported(file := csv_of(tmp_path / "a.csv", rows))
    assert told(log) == {"NA": [("NaN", AT)], "null": [("None", AT)]}
    assert faults(file) == [["4", "event-without-activity", "concept:name", ""]]


def test_every_row_that_is_left_out_is_named_with_its_line_and_reason(tmp_path: Path) -> None:
    lines = [
        "Case ID,Activity,Complete Timestamp,Start Timestamp,Note",
        f'1,A,{DAY},,"two\nlines"',
        f",A,{DAY},,",
        f"1, ,{DAY},,",
        "1,A,,,",
        "1,A,yesterday,,",
        f"1,A,{DAY},early,",
        "",
        f"1,A,{DAY}",
        f"1,A,{DAY},,,,",
        f"2,B,{DAY},{DAY},",
        ",,,,",
        "7,A,,,",
    ]
    file = tmp_path / "a.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    log = imported(file)
    assert told(log) == {"1": [("A", AT)], "2": [("B", AT)]}
    assert sorted((int(line), reason) for line, reason, _, _ in faults(file)) == [
        (3, "event-without-case"),
        (4, "event-without-activity"),
        (5, "event-without-time"),
        (6, "event-time-not-read"),
        (7, "event-start-not-read"),
        (9, "event-wrong-number-of-cells"),
        (10, "event-wrong-number-of-cells"),
        (13, "event-without-time"),
    ]
    assert about(file)["faults"]["count"] == 8
    assert notices(file)["log-rows-left-out"] == {"count": 8}
    assert notices(file)["log-starts-missing"] == {"count": 1}


@pytest.mark.parametrize("many", [3, 300_000])
def test_lines_are_counted_around_rows_that_are_no_rows(tmp_path: Path, many: int) -> None:
    ends = {0: "only one cell", 1: "x,A,never"}
    rows = [ends.get(i % 1000, f"{i % 7},A,{DAY}") for i in range(many)]
    file = tmp_path / "a.csv"
    file.write_text("\n".join([",".join(HEADING), *rows]) + "\n")
    log = imported(file)
    told_of = {int(line): reason for line, reason, _, _ in faults(file)}
    for place, reason in enumerate(("event-wrong-number-of-cells", "event-time-not-read")):
        assert [line for line in sorted(told_of) if told_of[line] == reason] == list(range(place + 2, many + 2, 1000))
    assert log.events + len(told_of) == many


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "kz1048", "cp866", "koi8-r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_letters_and_delimiter_are_found(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [(f"Дело {i}", "Приём заявления; проверка, отказ", "03.04.2026 10:15") for i in range(30)]
    rows += [("Дело 1", "Решение", "23.04.2026 10:15")]
    heading = ("Номер дела", "Действие", "Дата и время")
    file = csv_of(tmp_path / "a.csv", rows, heading, encoding=encoding, delimiter=delimiter)
    log = imported(file)
    assert log.activities == ("Приём заявления; проверка, отказ", "Решение")
    assert told(log)["Дело 1"] == [(log.activities[0], AT), ("Решение", AT + 20 * 24 * HOUR)]
    assert notices(file) == {"log-times-without-zone": {"count": 31, "zone": "UTC"}}


def test_letters_of_kazakh_in_its_old_encoding_are_found(tmp_path: Path) -> None:
    rows = [("Іс 1", "Өтінішті қабылдау, тіркеу, жауапты тағайындау", DAY)]
    file = csv_of(tmp_path / "a.csv", rows, ("Іс нөмірі", "Әрекет", "Уақыты"), encoding="kz1048")
    assert imported(file).activities == ("Өтінішті қабылдау, тіркеу, жауапты тағайындау",)


@pytest.mark.parametrize("zone", ["Asia/Almaty", "+05:00", "UTC"])
def test_times_without_a_zone_are_taken_in_the_one_that_is_said(tmp_path: Path, zone: str) -> None:
    file = csv_of(tmp_path / "a.csv", [("1", "A", "2026-04-03 10:15:00"), ("1", "B", "2026-04-03 10:15:00-01:00")])
    log = imported(file, zone=zone)
    east = 0 if zone == "UTC" else 5
    assert told(log) == {"1": [("A", AT - east * HOUR), ("B", AT + HOUR)]}
    assert "log-times-without-zone" not in notices(file)
    assert notices(file)["log-zones-differ"] == {"zones": "—, -01:00"}
    assert said(log, log.roles["zone"]) == [None, "-60"]


@pytest.mark.parametrize(
    ("first", "last", "dates", "month", "ambiguous"),
    [
        ("03.04.2026", "05.06.2026", None, 4, True),
        ("03.04.2026", "05.06.2026", "month", 3, False),
        ("03.04.2026", "05.06.2026", "day", 4, False),
        ("03/04/2026", "05/13/2026", None, 3, False),
        ("03/04/2026", "13/05/2026", None, 4, False),
        ("2026-04-03", "2026-05-05", None, 4, False),
    ],
)
@pytest.mark.parametrize("between", [1, 5000])
def test_whether_the_day_comes_first_is_found_in_the_whole_file(
    tmp_path: Path, first: str, last: str, dates: str | None, month: int, ambiguous: bool, between: int
) -> None:
    rows = [("1", "A", first)] * between + [("1", "Z", last)]
    file = csv_of(tmp_path / "a.csv", rows)
    log = imported(file, dates=dates)
    assert datetime.fromtimestamp(int(log.time[0]) / 1e6, UTC).month == month
    assert log.events == between + 1
    assert ("log-day-or-month-first" in notices(file)) == ambiguous


def test_attributes_are_kept_as_texts_or_numbers_and_of_cases_where_they_are(tmp_path: Path) -> None:
    heading = (*HEADING, "org:resource", "case:amount", "case:mood", "code", "cost", "comment")
    rows = [
        ("1", "A", DAY, "7", "10", "glad", "007", "1.5", "=1+1"),
        ("2", "A", DAY, "8", "2.5", "sad", "008", "", ""),
        ("1", "B", DAY, "7", "10", "sad", "", "-2e3", "ә, \"б\""),
    ]  # fmt: skip
    log = imported(csv_of(tmp_path / "a.csv", rows, heading))
    assert log.case_columns == ("amount",)
    assert list(log.case_column("amount")) == [10.0, 2.5]  # type: ignore[arg-type]
    assert said(log, "case:mood") == ["glad", "sad", "sad"]
    assert said(log, "code") == ["007", None, "008"]
    assert str(said(log, "cost")) == "[1.5, -2000.0, nan]"
    assert said(log, "comment") == ["=1+1", 'ә, "б"', None]
    assert said(log, "org:resource") == ["7", "7", "8"]
    assert (role := log.role("resource")) is not None
    assert role.words == ("7", "8")


def test_columns_named_alike_and_not_at_all_are_told_apart(tmp_path: Path) -> None:
    rows = [("1", "A", DAY, "x", "y", "z")]
    log = imported(csv_of(tmp_path / "a.csv", rows, (*HEADING, "note", "note", "")))
    assert {name: said(log, name) for name in log.event_columns} == {
        "note": ["x"], "note (2)": ["y"], "column 6": ["z"]
    }  # fmt: skip


def test_rows_that_repeat_are_kept_and_counted(tmp_path: Path) -> None:
    heading = (*HEADING, "note", "cost")
    rows = [("1", "A", DAY, "x", "1"), ("1", "A", DAY, "y", "1"), ("2", "A", DAY, "x", "1"), ("1", "A", DAY, "x", "1")]
    log = imported(file := csv_of(tmp_path / "a.csv", [*rows, ("1", "A", DAY, "x", "")], heading))
    assert log.events == 5
    assert notices(file) == {"log-events-twice": {"count": 1}}


def test_the_future_is_told(tmp_path: Path) -> None:
    file = csv_of(tmp_path / "a.csv", [("1", "A", "2200-01-01T00:00:00Z"), ("1", "B", "2001-01-01T00:00:00Z")])
    imported(file)
    assert notices(file) == {"log-events-in-the-future": {"count": 1, "last": "2200-01-01 00:00:00+00:00"}}


def test_work_that_began_after_it_was_done_began_when_it_was_done(tmp_path: Path) -> None:
    rows = [("1", "A", "2026-04-03T10:15:00Z", "2026-04-03T10:16:00Z"), ("1", "B", "2026-04-03T10:16:00Z", DAY)]
    log = imported(file := csv_of(tmp_path / "a.csv", rows, (*HEADING, "start_timestamp")))
    assert log.start is not None
    assert log.start.tolist() == [AT, AT]
    assert notices(file) == {"log-starts-after-completion": {"count": 1}}


def test_bytes_that_are_no_letters_are_a_fault_of_their_row(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    rows = b"".join(b"1,A%d,2026-04-03T10:15:00Z\n" % i for i in range(200_000))
    file.write_bytes(b"case,activity,time\n" + rows[: 3 << 20] + b"\n9,\xff\xfe,2026-04-03T10:15:00Z\n")
    imported(file, encoding="utf-8")
    assert [fault[1] for fault in faults(file)].count("event-bytes-not-text") == 1


def test_a_packed_file_is_read_and_a_heading_of_excel_is_none(tmp_path: Path) -> None:
    file = tmp_path / "log"
    file.write_bytes(gzip.compress(f"sep=;\r\ncase;activity;time\r\n1;A,B;{DAY}\r\n1;C\r\n".encode()))
    assert told(imported(file)) == {"1": [("A,B", AT)]}
    assert faults(file)[0][:2] == ["4", "event-wrong-number-of-cells"]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", LogFileEmpty),
        (b"  \n\n", LogFileEmpty),
        (b"case,activity,time\n", LogFileEmpty),
        (b"who,what\n1,2\n", RoleUnknown),
        (b"case,activity,text\n1,2,x\n", RoleUnknown),
        (b"case,activity,time\n1,A,never\n", LogEmpty),
        (b"\x00\x01\x02\x03case,activity,time\n", LogFileOfAnotherKind),
        (b"%PDF-1.7\n", LogFileOfAnotherKind),
        (b"PAR1 and so on, PAR1", LogFileBroken),
        (b"PK\x03\x04 and so on", LogFileBroken),
        (b"\x1f\x8b\x08\x00 and so on", LogFileOfAnotherKind),
        (gzip.compress(b"case,activity,time\n1,A,2026-01-01\n" * 90_000)[:-20_0], LogFileBroken),
        (b"case,activity,time" + b",x" * 1000 + b"\n" + b"1,A,2026-01-01" + b"," * 1000 + b"\n", LogTooWide),
        (b'case,activity,time\n1,"A,2026-01-01\n' + b"1,A,2026-01-01\n" * 1_200_000, LogFileBroken),
    ],
)
def test_what_is_no_log_is_refused_in_a_sentence(tmp_path: Path, content: bytes, refusal: type[Exception]) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    with pytest.raises(refusal) as refused:
        imported(file)
    assert str(refused.value)
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.csv.gz"
    with gzip.open(file, "wb") as stream:
        stream.write(b"case,activity,time\n1,A,2026-01-01\n")
        for _ in range(3000):
            stream.write(b"1,%s,2026-01-01\n" % (b"A" * 100_000))
    with pytest.raises(LogFileBomb):
        imported(file)


def test_columns_that_are_said_are_taken_and_else_refused(tmp_path: Path) -> None:
    file = csv_of(tmp_path / "a.csv", [("1", "A", DAY, "B")], (*HEADING, "other"))
    assert imported(file, activity="other").activities == ("B",)
    assert about(file)["source"]["guessed"] == ["case", "time"]
    with pytest.raises(NoSuchColumn, match="Other"):
        imported(file, activity="Other")
    with pytest.raises(ColumnTwice):
        imported(file, activity="other", case="other")


@pytest.mark.parametrize(
    "heading",
    [
        ("case:concept:name", "concept:name", "time:timestamp", "start_timestamp", "org:resource", "org:group"),
        ("Case ID", "Activity", "Complete Timestamp", "Start Timestamp", "Resource", "Department"),
        ("CASE_ID", "activity_name", "end-time", "start.time", "User", "Team"),
        ("Номер обращения", "Операция", "Время окончания", "Время начала", "Исполнитель", "Подразделение"),
        ("Өтініш нөмірі", "Әрекет", "Аяқталған уақыты", "Басталған уақыты", "Орындаушы", "Бөлім"),
    ],
)
def test_columns_are_guessed_as_exports_call_them(tmp_path: Path, heading: tuple[str, ...]) -> None:
    file = csv_of(tmp_path / "a.csv", [("x", "1", "A", DAY, DAY, "p", "q")], ("row", *heading))
    guess = guess_columns(file, Wanted())
    assert [(taken.role, taken.column, taken.why) for taken in guess.columns] == [
        (role, name, "named")
        for role, name in zip(("case", "activity", "time", "start", "resource", "office"), heading, strict=True)
    ]
    assert guess.columns[0].samples == ("1",)
    assert guess.others == ("row",)


def test_a_column_of_times_is_found_by_its_cells(tmp_path: Path) -> None:
    file = csv_of(tmp_path / "a.csv", [("1", "A", "5", DAY)], ("case", "activity", "count", "wann"))
    guess = guess_columns(file)
    assert (guess.columns[2].column, guess.columns[2].why) == ("wann", "times")
    assert guess.lacking == ()
    assert guess.as_json()["columns"][2]["samples"] == [DAY]
