"""What Spark answers, byte for byte what one machine answers: of files as they come, in several tasks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bench.mining import made_up
from tests.rooms.mining.describing import real
from tests.rooms.mining.distributing.started import Started, started
from tirek.command import main
from tirek.mining import (
    Wanted,
    calendar_of,
    describe,
    describe_on_spark,
    flow_of,
    flow_on_spark,
    import_log,
    open_log,
    read_directly,
    variants_of,
    variants_on_spark,
)
from tirek.mining.distributing.errors import FilesDiffer, FractionsAsNames, SparkFailed, SparkReadsParquet
from tirek.mining.errors import LogEmpty
from tirek.mining.reading.errors import ColumnTwice, NoSuchColumn, RoleUnknown
from tirek.refusals import Refusal

CALENDAR = calendar_of(
    '{"zone": "Asia/Almaty", "hours": {"mon": ["09:00-13:00"], "thu": ["10:00-24:00"]}, "holidays": ["2025-01-02"]}'
)
A_TASK = 20_000
"""Events a task: few, so that even small logs are counted in pieces."""


@pytest.fixture(scope="module")
def spark() -> Iterator[Started]:
    with started() as running:
        yield running


def same(spark: Started, place: Path, file: Path, wanted: Wanted | None = None, *, ask: str = "describe") -> list[str]:
    """Questions asked of a place on Spark and of a file on one machine; what was told beside the answers."""
    log, notices = read_directly(file, wanted)
    questions: dict[str, tuple[Callable[..., Any], Callable[..., Any], dict[str, Any]]] = {
        "describe": (describe, describe_on_spark, {"zone": "Asia/Almaty", "calendar": CALENDAR}),
        "flow": (flow_of, flow_on_spark, {}),
        "working": (flow_of, flow_on_spark, {"calendar": CALENDAR}),
        "variants": (variants_of, variants_on_spark, {}),
    }
    for name in ask.split():
        own, on_spark, options = questions[name]
        answer = on_spark(spark.spark, str(place), wanted, events_a_task=A_TASK, **options)
        assert json.dumps(answer.said) == json.dumps(own(log, **options).as_json())
        assert [str(notice) for notice in answer.notices] == [str(notice) for notice in notices]
    assert spark.stdout.read_bytes() == b""
    return [notice.id for notice in notices]


def pieces(table: pa.Table, folder: Path, names: list[str]) -> Path:
    """A log cut into files, in this order, and the same rows in one file beside the folder."""
    folder.mkdir()
    bounds = np.linspace(0, len(table), len(names) + 1).astype(int).tolist()
    for name, first, past in zip(names, bounds[:-1], bounds[1:], strict=True):
        pq.write_table(table.slice(first, past - first), folder / name)
    whole = folder.with_suffix(".parquet")
    pq.write_table(table, whole)
    return whole


@pytest.mark.skipif(not real.NAMES, reason="there are no real logs beside the repository")
def test_real_logs(spark: Started, tmp_path: Path) -> None:
    """All at once, as one log of several files: cases under the name of their log, times in nanoseconds."""
    tables = []
    for name in real.NAMES:
        log = open_log(import_log(real.LOGS / name, tmp_path / name))
        cases = pa.array([f"{name} {case}" for case in log.case_names()])
        rows = {
            "case": cases.take(pa.array(log.case_of)),
            "activity": pa.array(log.activities, pa.string()).take(pa.array(log.activity)),
            "time": pa.array(log.time * 1000).cast(pa.timestamp("ns", "UTC")),
        }
        tables.append(pa.table(rows))
    table = pa.concat_tables(tables)
    table = table.take(pa.array(np.random.default_rng(7).permutation(len(table))))
    assert len(table) > 2 * A_TASK
    whole = pieces(table, tmp_path / "logs", [f"{letter}.parquet" for letter in "abcd"])
    same(spark, tmp_path / "logs", whole, ask="describe flow variants")


def test_made_up(spark: Started, tmp_path: Path) -> None:
    log = made_up(tmp_path / "made-up.parquet", 100_000)
    assert same(spark, log, log, ask="working") == []


def test_equal_times_stand_in_the_order_of_files(spark: Started, tmp_path: Path) -> None:
    """Every event of a case at one time, so that only the order of rows says what follows what."""
    chance = np.random.default_rng(3)
    rows = 600
    table = pa.table({
        "Case ID": pa.array(np.repeat(np.arange(20), rows // 20)[chance.permutation(rows)].astype(float)),
        "a.ctivity `": pa.array([f"Ә{each}" for each in chance.integers(0, 40, rows)]),
        "time": pa.array(np.zeros(rows, np.int64) + 10**15, pa.timestamp("us")),
    })  # fmt: skip
    folder = tmp_path / "дела [1] {a,b} *"
    whole = pieces(table, folder, ["10.parquet", "9 a.parquet", "9%20b.parquet", "ж.parquet"])
    wanted = Wanted(activity="a.ctivity `", zone="Asia/Almaty")
    same(spark, folder, whole, wanted, ask="flow variants")


def test_a_log_with_all_that_can_be_wrong(spark: Started, tmp_path: Path) -> None:
    """Rows without case or time, starts that are late, several zones, the future, dates that only its end settles."""
    often = 900
    moments = [
        "03.04.2025 10:00",
        "2025-04-05T10:00:00+05:00",
        "07.04.2025 9:00:00.25",
        "2999-01-01T00:00:00Z",
        "no",
        None,
    ]
    table = pa.table({
        "case": pa.array([f"{each % 300}" if each % 11 else " " for each in range(often)]),
        "activity": pa.array([["ask", "", "Ответ", "ask again", None][each % 5] for each in range(often)]),
        "time": pa.array(["01.02.2025"] * 600 + [moments[each % 6] for each in range(often - 601)] + ["25.02.2025"]),
        "start": pa.array([[None, "01.02.2025", "2030-01-01"][each % 3] for each in range(often)]),
    })  # fmt: skip
    table = pa.concat_tables([table.slice(0, 600)] * 4 + [table])  # no sample goes as far as what settles its dates
    whole = pieces(table, tmp_path / "log", ["1.parquet", "2.parquet"])
    told = same(spark, tmp_path / "log", whole)
    assert told == [
        "log-times-without-zone",
        "log-starts-missing",
        "log-starts-after-completion",
        "log-events-in-the-future",
        "log-zones-differ",
        "log-rows-left-out",
    ]


def test_dates_that_nothing_settles(spark: Started, tmp_path: Path) -> None:
    table = pa.table(
        {"case": ["1", "1", "2"], "activity": ["b", "a", "a"], "time": ["03.04.25", "05.04.25", "04.05.25"]}
    )
    whole = pieces(table, tmp_path / "log", ["1.parquet", "2.parquet"])
    assert "log-day-or-month-first" in same(spark, tmp_path / "log", whole, ask="flow")


@pytest.mark.parametrize("verb", ["describe", "dfg", "variants"])
def test_the_command(verb: str, spark: Started, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = made_up(tmp_path / "made-up.parquet", 2_000)
    own = asked(capsys, verb, str(log), "--json")
    assert asked(capsys, verb, str(log), "--json", "--engine", "spark", "--master", "local[2]") == own
    assert spark.stdout.read_bytes() == b""


def test_the_command_of_an_address(spark: Started, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = made_up(tmp_path / "made-up.parquet", 2_000)
    told = asked(capsys, "variants", str(log), "--top", "3")
    assert asked(capsys, "variants", log.as_uri(), "--top", "3", "--engine", "spark") == told


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["log", *words]) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["log", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    return " ".join(said.err.split())


def test_what_the_command_refuses(spark: Started, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = made_up(tmp_path / "made-up.parquet", 700)
    assert "Filters are not applied" in refused(
        capsys, "dfg", str(log), "--engine", "spark", "--having", "activity=Activity 01"
    )
    assert "Spark could not answer" in refused(capsys, "dfg", "file:///nowhere/log.parquet", "--engine", "spark")
    assert "--engine spark" in refused(capsys, "dfg", "s3a://somewhere/log.parquet")
    assert "nowhere.parquet" in refused(capsys, "dfg", str(tmp_path / "nowhere.parquet"), "--engine", "spark")


def test_what_is_no_log(spark: Started, tmp_path: Path) -> None:
    def refusal(place: Path, wanted: Wanted | None = None) -> type[Refusal]:
        with pytest.raises(Refusal) as found:
            flow_on_spark(spark.spark, str(place), wanted)
        assert str(found.value)
        return type(found.value)

    log = made_up(tmp_path / "log.parquet", 700)
    assert refusal(log, Wanted(case="none")) is NoSuchColumn
    assert refusal(log, Wanted(case=real.TIME, time=real.TIME)) is ColumnTwice
    assert refusal(import_log(log, tmp_path / "imported")) is SparkReadsParquet
    text = tmp_path / "log.csv"
    text.write_text("case,activity,time\n1,a,2026-01-01\n", encoding="utf-8")
    assert refusal(text) is SparkReadsParquet
    for name, columns, kind in (
        ("unnamed", {"x": ["1"], "y": ["2"]}, RoleUnknown),
        ("timeless", {"case": ["1"], "activity": ["a"], "time": pa.array([None], pa.timestamp("us"))}, LogEmpty),
        ("fractions", {"case": [1.5], "activity": ["a"], "time": pa.array([1], pa.timestamp("us"))}, FractionsAsNames),
    ):  # fmt: skip
        pq.write_table(pa.table(columns), tmp_path / f"{name}.parquet")
        assert refusal(tmp_path / f"{name}.parquet") is kind
    units = tmp_path / "units"
    units.mkdir()
    for unit in ("ns", "us"):
        table = pa.table({"case": ["1"], "activity": ["a"], "time": pa.array([10**15], pa.timestamp(unit))})
        pq.write_table(table, units / f"{unit}.parquet")
    assert refusal(units) is FilesDiffer
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1" + b"x" * 100)
    assert refusal(broken) is SparkFailed
