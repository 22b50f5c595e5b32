from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.rooms.mining.reading.tables import about, faults, imported, said, told
from tirek.mining import guess_columns
from tirek.mining.log import microseconds
from tirek.mining.reading.errors import LogFileEmpty, NoSuchSheet
from tirek.refusals import Refusal

HEADING = ("Номер дела", "Действие", "Дата и время", "Сумма")
AT = datetime(2026, 4, 3, 10, 15)  # noqa: DTZ001


def workbook(file: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    with xlsxwriter.Workbook(file, {"default_date_format": "dd.mm.yyyy hh:mm"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if cell is not None:
                        sheet.write(row, column, cell)
    return file


def test_cells_are_read_as_they_are_meant_and_a_title_is_no_heading(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Журнал"],
        [],
        list(HEADING),
        [1, "Приём", AT, 10.5],
        ["NA", "Приём", "03.04.2026 10:15", None],
        [None, None, None, None],
        [1, "Отказ", "13.04.2026", 7],
        [2, "Отказ", "никогда", 7],
        [None, "Отказ", AT, 7],
    ]
    file = workbook(tmp_path / "a.xlsx", {"Пусто": [], "Дела": rows})
    log = imported(file)
    moment = microseconds(AT.replace(tzinfo=UTC))
    midnight = microseconds(datetime(2026, 4, 13, tzinfo=UTC))
    assert told(log) == {"1": [("Приём", moment), ("Отказ", midnight)], "NA": [("Приём", moment)]}
    assert str(said(log, "Сумма")) == "[10.5, 7.0, nan]"
    assert faults(file) == [
        ["8", "event-time-not-read", "Дата и время", "никогда"],
        ["9", "event-without-case", "Номер дела", ""],
    ]
    assert about(file)["source"]["kind"] == "xlsx"


def test_the_sheet_may_be_said(tmp_path: Path) -> None:
    one, other = [list(HEADING), [1, "A", AT, 1]], [list(HEADING), [2, "B", AT, 2]]
    file = workbook(tmp_path / "a.xlsx", {"one": one, "other": other})
    assert imported(file).activities == ("A",)
    assert imported(file, sheet="other").activities == ("B",)
    assert guess_columns(file).dialect == {"sheet": "one"}
    with pytest.raises(NoSuchSheet, match="one, other"):
        imported(file, sheet="third")


def test_a_workbook_without_cells_is_empty_and_a_broken_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LogFileEmpty):
        imported(workbook(tmp_path / "a.xlsx", {"one": [], "two": [["only a title"]]}))
    content = workbook(tmp_path / "b.xlsx", {"one": [list(HEADING), [1, "A", AT, 1]]}).read_bytes()
    (tmp_path / "b.xlsx").write_bytes(content[: len(content) // 2])
    with pytest.raises(Refusal):
        imported(tmp_path / "b.xlsx")


def test_more_rows_than_a_batch_are_read(tmp_path: Path) -> None:
    rows = [[f"дело {i % 1000}", "A", "2026-04-03 10:15", i] for i in range(50_010)]
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("s")
        for row, cells in enumerate([list(HEADING), *rows]):
            sheet.write_row(row, 0, cells)
    log = imported(file)
    assert (log.cases, log.events) == (1000, 50_010)
    assert said(log, "Сумма")[:3] == [0.0, 1000.0, 2000.0]
