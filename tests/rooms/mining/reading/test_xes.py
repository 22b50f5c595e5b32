"""XES files: real logs as PM4Py and r4pm read them; encodings, packed files, and files that are hostile or broken."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.rooms.mining.reading.taken import taken
from tests.rooms.mining.reading.xes_plainly import read_plainly
from tirek.mining import import_log, open_log
from tirek.mining.reading.errors import LogFileBomb, LogFileBroken, LogTooWide, NoSuchColumn
from tirek.mining.reading.formats import format_of
from tirek.mining.reading.wanted import Wanted
from tirek.mining.reading.xes import windows
from tirek.mining.reading.xes.errors import (
    EncodingUnknown,
    EncodingWrong,
    NoXes,
    XesBroken,
    XesCharacterForbidden,
    XesCutOff,
    XesDeclares,
    XesReferenceUnknown,
    XesTagsCross,
    XesTooLongAPiece,
)
from tirek.mining.reading.xes.reading import read_xes
from tirek.refusals import Refusal

LOGS = sorted((Path(__file__).parents[4] / ".." / "shared" / "logs").resolve().glob("*.xes*"))
Made = Callable[..., Path]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """This fixture will write a file of bytes, or of the events of one trace."""

    def write(content: bytes | str, name: str = "log.xes") -> Path:
        file = tmp_path / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    return write


def event(activity: str, time: str, *more: str) -> str:
    name = f'<string key="concept:name" value="{activity}"/>'
    return f'<event>{name}<date key="time:timestamp" value="{time}"/>{"".join(more)}</event>'


def trace(name: str | None, *inside: str) -> str:
    named = f'<string key="concept:name" value="{name}"/>' if name else ""
    return f"<trace>{named}{''.join(inside)}</trace>"


def log(*traces: str) -> str:
    return "\n".join(["<log>", *traces, "</log>"])


def test_there_are_real_logs() -> None:
    assert len(LOGS) >= 5


@pytest.mark.parametrize("file", LOGS, ids=lambda file: file.name)
def test_a_real_log_has_the_rows_values_and_times_that_pm4py_reads(file: Path) -> None:
    import pm4py

    expected = pm4py.read_xes(str(file), variant="iterparse").to_dict("list")
    read = taken(read_xes, file)
    assert [event.case for event in read.events] == [str(case) for case in expected["case:concept:name"]]
    assert [event.activity for event in read.events] == expected["concept:name"]
    assert [event.time for event in read.events] == [_micros(time) for time in expected["time:timestamp"]]
    assert not read.faults
    for name, values in expected.items():
        if name in ("concept:name", "time:timestamp", "case:concept:name"):
            continue
        of_case = name.removeprefix("case:")
        said = [
            read.cases.get(event.case, {}).get(of_case) if name != of_case else event.said.get(name)
            for event in read.events
        ]
        assert [_plain(value) for value in said] == [_plain(value) for value in values], name


def _micros(time: Any) -> int:
    return int(time.value) // 1000


def _plain(value: Any) -> Any:
    """A date by its moment, a flag by its name, a list by its absence; PM4Py says nothing in several ways."""
    import pandas as pd

    if isinstance(value, dict):
        return None if value["value"] is None else _plain(value["value"])
    if value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, pd.Timestamp):
        return _micros(value)
    if isinstance(value, str) and len(value) > 18 and value[4:5] == "-" and "T" in value:
        return _micros(pd.Timestamp(value))
    return value


@pytest.mark.parametrize("file", LOGS, ids=lambda file: file.name)
def test_a_real_log_has_as_many_events_of_each_kind_as_r4pm_reads(file: Path) -> None:
    import pm4py

    expected = pm4py.read_xes(str(file), variant="r4pm")
    read = taken(read_xes, file)
    assert sorted((event.activity, event.time) for event in read.events) == sorted(
        zip(expected["concept:name"], map(_micros, expected["time:timestamp"]), strict=True)
    )


@pytest.mark.parametrize("file", LOGS, ids=lambda file: file.name)
def test_a_real_log_is_read_alike_in_small_windows_and_by_the_plain_reader(file: Path) -> None:
    content = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    read, plain = taken(read_xes, file, window=5_000), read_plainly(content)
    assert read.events == plain.events
    assert read.cases == plain.cases


def test_an_imported_log_keeps_types_zones_and_attributes_of_cases(made: Made, tmp_path: Path) -> None:
    file = made(
        log(
            trace(
                "2",
                '<int key="age" value="41"/>',
                event("B", "2020-01-01T12:00:00+05:00", '<float key="cost" value="1.5"/>'),
            ),
            trace("1", event("A", "2020-01-01T10:00:00Z", '<string key="org:resource" value="Ann"/>')),
        )
    )
    log_read = open_log(import_log(file, tmp_path / "out"))
    assert list(log_read.case_names()) == ["2", "1"]
    assert [log_read.activities[code] for code in log_read.activity] == ["B", "A"]
    assert log_read.time.tolist() == [1577862000000000, 1577872800000000]
    assert log_read.event_column("cost").tolist()[0] == 1.5
    assert math.isnan(log_read.event_column("cost").tolist()[1])
    assert log_read.case_column("age").tolist()[0] == 41
    assert log_read.role("resource").said(1) == "Ann"
    assert [log_read.role("zone").said(i) for i in range(2)] == ["300", "0"]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"),
        ("windows-1251", "windows-1251"), ("koi8-r", "KOI8-R"), ("iso-8859-5", "ISO-8859-5"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("packed", [False, True])
def test_letters_are_read_as_the_file_says(made: Made, encoding: str, declared: str, packed: bool) -> None:
    text = f'<?xml version="1.0" encoding="{declared}"?>\n' + log(
        trace("дело", event("жалоба", "2020-01-01T00:00:00Z"))
    )
    content = text.encode(encoding)
    file = made(gzip.compress(content) if packed else content)
    assert format_of(file).name == "xes"
    read = taken(read_xes, file)
    assert [(event.case, event.activity) for event in read.events] == [("дело", "жалоба")]


LATIN = log(trace("naïve", event("A", "2020-01-01T00:00:00Z"))).encode("latin-1")


@pytest.mark.parametrize(
    ("content", "refusal", "line"),
    [
        (b'<!DOCTYPE log [<!ENTITY a "b">]>\n<log/>', XesDeclares, 1),
        (b'\n<!DOCTYPE log SYSTEM "file:///etc/passwd"><log>&x;</log>', XesDeclares, 2),
        (b"<log>\n<!ENTITY a 'b'></log>", XesDeclares, 2),
        (b"<log>\n\n<trace>&lol;</trace></log>", XesReferenceUnknown, 3),
        (b'<log>\n<string key="a" value="&#0;"/></log>', XesReferenceUnknown, 2),
        (b"<log>\n<trace>\n</log>", XesTagsCross, 3),
        (b"<log>\n<trace>\n</trace>\n", XesCutOff, 4),
        (b'<log>\n<string key="a" value="b', XesCutOff, 2),
        (b"<log>\n<trace a='1' a='2'/></log>", XesBroken, 2),
        (b"<log>\n<trace <event/></log>", XesBroken, 2),
        (b"<log/>\n\n<log/>", XesBroken, 3),
        (b"<log/>\ntext", XesBroken, 2),
        (b"<log>\n\x01</log>", XesCharacterForbidden, 2),
        (b"<log>\n\xff\xfe</log>", EncodingWrong, 2),
        (b"<html>\n</html>", NoXes, 1),
        (LATIN, EncodingWrong, 2),
        (b"<?xml version='1.0' encoding='windows-1251'?>\n<log>\n\x98</log>", EncodingWrong, 3),
        (b"<?xml version='1.0' encoding='utf-7'?><log/>", EncodingUnknown, None),
        (b"<?xml version='1.0' encoding='utf-16'?><log/>", EncodingUnknown, None),
        (b"<?xml version=1.0?><log/>", XesBroken, 1),
        (b"<log>" + b"\n<a>" * 300 + b"</a>" * 300 + b"</log>", XesBroken, 257),
        (b"<log>\n<a " + b" ".join(b"a%d=''" % i for i in range(65)) + b"/></log>", XesBroken, 2),
    ],
)  # fmt: skip
def test_a_broken_or_hostile_file_is_refused_with_its_line(
    made: Made, content: bytes, refusal: type[Refusal], line: int | None
) -> None:
    with pytest.raises(refusal) as caught:
        taken(read_xes, made(content))
    assert caught.value.facts.get("line") == line
    assert "log.xes" in str(caught.value)


def test_a_packed_file_that_is_cut_off_or_a_bomb_is_refused(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    content = gzip.compress(log(trace("1", event("A", "2020-01-01T00:00:00Z"))).encode())
    with pytest.raises(LogFileBroken):
        taken(read_xes, made(content[:-12]))
    monkeypatch.setattr("tirek.mining.reading.unpacking.ANYHOW", 1_000_000)
    with pytest.raises(LogFileBomb):
        taken(read_xes, made(gzip.compress(b"<log>" + b" " * 30_000_000 + b"</log>")))


def test_one_endless_piece_is_refused(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "LONGEST", 4_000)
    with pytest.raises(XesTooLongAPiece) as caught:
        taken(read_xes, made("<log>\n<trace>\n<!--" + "x" * 10_000 + "--></trace></log>"), window=1_000)
    assert caught.value.facts["line"] == 3


def test_more_columns_than_any_log_has_are_refused(made: Made) -> None:
    many = "".join(f'<string key="k{i}" value=""/>' for i in range(2_001))
    with pytest.raises(LogTooWide):
        taken(read_xes, made(log(trace("1", event("A", "2020-01-01T00:00:00Z", many)))))


def test_events_that_say_too_little_are_faults_with_their_lines(made: Made) -> None:
    good = event("A", "2020-01-01T00:00:00Z")
    nameless = '<event><date key="time:timestamp" value="2020-01-01T00:00:00Z"/></event>'
    timeless = '<event><string key="concept:name" value="A"/></event>'
    guesses = trace("3", event("A", "03.04.2020 10:00")), trace("4", event("A", "1577836800"))
    text = log(trace("1", good), trace("1", nameless), trace("2", timeless), event("B", "x"), *guesses)
    read = taken(read_xes, made(text))
    assert len(read.events) == 1
    assert read.faults == [
        (3, "event-without-activity", ""),
        (4, "event-without-time", ""),
        (5, "event-without-case", ""),
        (6, "event-time-not-read", "03.04.2020 10:00"),
        (7, "event-time-not-read", "1577836800"),
    ]


def test_traces_of_one_name_are_one_case_and_those_without_are_numbered(made: Made) -> None:
    a, b = event("A", "2020-01-01T00:00:00Z"), event("B", "2020-01-02T00:00:00Z")
    read = taken(read_xes, made(log(trace("1", a), trace(None, a), trace("1", b), trace(None, b))))
    assert [each.case for each in read.events] == ["1", "#2", "1", "#4"]
    assert read.notices["xes-traces-joined"] == {"count": 1}
    assert read.notices["xes-traces-unnamed"] == {"count": 2, "line": 3}


@pytest.mark.parametrize("window", [64, 4_000])
def test_the_name_of_a_trace_may_come_after_its_events(made: Made, window: int) -> None:
    named = '<string key="concept:name" value="late"/>'
    events = [event("A", f"2020-01-{day:02}T00:00:00Z", '<int key="n" value="1"/>') for day in range(1, 21)]
    text = log(trace(None, '<int key="age" value="7"/>', *events, named), trace("next", events[0]))
    read = taken(read_xes, made(text), window=window)
    assert [each.case for each in read.events] == ["late"] * 20 + ["next"]
    assert read.cases == {"late": {"age": 7.0}}
    assert "xes-traces-unnamed" not in read.notices


def test_other_attributes_can_be_said_to_be_activity_time_case_and_start(made: Made) -> None:
    said = (
        '<string key="step" value="S"/>',
        '<date key="done" value="2021-01-01T00:00:00"/>',
        '<date key="begun" value="2020-12-31T00:00:00"/>',
    )
    text = log(trace("1", '<string key="number" value="N-1"/>', event("A", "2020-01-01T00:00:00Z", *said)))
    wanted = Wanted(case="number", activity="step", time="done", start="begun", zone="+05:00")
    [read] = taken(read_xes, made(text), wanted).events
    assert (read.case, read.activity, read.time, read.start) == ("N-1", "S", 1609441200000000, 1609354800000000)
    assert read.said["concept:name"] == "A"
    with pytest.raises(NoSuchColumn):
        taken(read_xes, made(text), Wanted(resource="nobody"))


STEPS = [
    ("A", "start", 1), ("A", "start", 2), ("B", "start", 3), ("A", "complete", 4), ("A", "COMPLETE", 5),
    ("B", "suspend", 6), ("B", "complete", 7), ("C", "complete", 8), ("D", "start", 9),
]  # fmt: skip


@pytest.mark.parametrize("window", [64, 500, 10_000])
def test_start_and_complete_are_one_event_where_that_is_wanted(made: Made, window: int) -> None:
    of = lambda how: f'<string key="lifecycle:transition" value="{how}"/>'  # noqa: E731
    steps = [event(name, f"2020-01-{day:02}T00:00:00Z", of(how)) for name, how, day in STEPS]
    text = log(trace("1", *steps), trace("1", event("D", "2020-01-20T00:00:00Z", of("complete"))))
    assert len(taken(read_xes, made(text), window=window).events) == 10
    read = taken(read_xes, made(text), Wanted(pair_lifecycle=True), window=window)
    days = [
        (e.activity, (e.start or 0) // 86_400_000_000 - 18_261, e.time // 86_400_000_000 - 18_261) for e in read.events
    ]
    nothing = -18_261
    assert days == [
        ("A", 1, 4), ("A", 2, 5), ("B", nothing, 6), ("B", 3, 7), ("C", nothing, 8), ("D", nothing, 9),
        ("D", nothing, 20),
    ]  # fmt: skip


def test_an_instance_keeps_pairs_apart(made: Made) -> None:
    def step(how: str, day: int, instance: str) -> str:
        said = f'<string key="lifecycle:transition" value="{how}"/><string key="concept:instance" value="{instance}"/>'
        return event("A", f"2020-01-{day:02}T00:00:00Z", said)

    text = log(
        trace("1", step("start", 1, "x"), step("start", 2, "y"), step("complete", 3, "y"), step("complete", 4, "x"))
    )
    read = taken(read_xes, made(text), Wanted(pair_lifecycle=True))
    assert [(each.time - (each.start or 0)) // 86_400_000_000 for each in read.events] == [1, 3]


def test_a_column_of_numbers_that_meets_a_text_becomes_one_of_texts(made: Made) -> None:
    said = [
        '<float key="n" value="1.50"/>',
        '<int key="n" value="7"/>',
        '<float key="m" value="0.1"/>',
        '<string key="n" value="many"/>',
    ]
    days = [event("A", f"2020-01-{day + 1:02}T00:00:00Z", each) for day, each in enumerate(said)]
    for window in (64, 10_000):
        read = taken(read_xes, made(log(trace("1", said[0], *days), trace("1", said[3]))), window=window)
        assert [each.said.get("n") for each in read.events] == ["1.5", "7", None, "many"]
        assert read.events[2].said == {"m": 0.1}
        assert read.cases == {"1": {"n": "many"}}


def test_numbers_that_are_none_are_told_with_the_first_of_them(made: Made) -> None:
    first = event("A", "2020-01-01T00:00:00Z", '<int key="n" value="1"/>')
    text = log(
        trace("1", first),
        *(trace("1", event("A", "2020-01-01T00:00:00Z", f'<int key="n" value="{v}"/>')) for v in "xy"),
    )
    read = taken(read_xes, made(text))
    assert [each.said.get("n") for each in read.events] == [1.0, None, None]
    assert read.notices["xes-numbers-not-read"] == {"column": "n", "count": 2, "text": "x", "line": 3}


def test_an_event_larger_than_a_window_is_read(made: Made) -> None:
    large = event("A", "2020-01-01T00:00:00Z", f'<string key="text" value="{"ж" * 50_000}"/>')
    [read] = taken(read_xes, made(log(trace("1", large))), window=100).events
    assert read.said == {"text": "ж" * 50_000}


def test_all_that_is_told_is_kept_with_the_imported_log(made: Made, tmp_path: Path) -> None:
    named = '<string key="concept:name" value="again"/>'
    said = (
        '<int key="n" value="x"/>', '<int key="n" value="1"/>', "<list/>", "<string/>", "<other/>",
        '<string key="s" value="1"><string key="t" value=""/></string>',
    )  # fmt: skip
    text = log(
        trace("1", named, event("A", "2020-01-01T00:00:00", *said)),
        trace("1", '<int key="age" value="1"/>', '<int key="age" value="2"/>'),
        trace(None, event("B", "soon"), event("B", "2020-01-02T00:00:00+05:00")),
    )
    about = json.loads((import_log(made(text), tmp_path / "out") / "log.json").read_text())
    told = {notice["id"]: notice["facts"] for notice in about["notices"]}
    assert told["xes-attributes-twice"] == {"count": 2}
    assert told["xes-attributes-below"] == {"nested": 1, "lists": 1}
    assert told["log-times-without-zone"] == {"count": 1, "zone": "UTC"}
    assert set(told) >= {
        "xes-traces-joined", "xes-traces-unnamed", "xes-traces-renamed", "xes-attributes-incomplete",
        "xes-elements-unknown", "xes-numbers-not-read", "log-zones-differ", "log-rows-left-out",
    }  # fmt: skip
    assert about["faults"] == {"count": 1, "reasons": {"event-time-not-read": 1}}
