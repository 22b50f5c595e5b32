"""A log is taken in, looked at, read; what is kept of it, and what is not."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.cast import aigul, dana, madina, marat, office, timur
from tests.rooms.studies.study import COLUMNS, INTERVALS, RECEIPT, a_log, a_study, done, looked_at, read, taken_in
from tirek import ledger, mining, studies
from tirek.directory import NotPermitted
from tirek.plans import ReasonMissing
from tirek.sealing import SealBroken
from tirek.studies import StudyLog, log_files
from tirek.studies.errors import LogFileDamaged, LogFileMissing, LogFileTooLarge, LogReadAlready
from tirek.studies.operations.take_in_log import LARGEST

pytestmark = pytest.mark.django_db


def lying(log: StudyLog) -> dict[str, bytes]:
    """Every file that lies of a log."""
    folder = log_files.folder_of(log.pk)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_works() -> None:
    log = a_log()
    assert (log.reading.cases, log.reading.events, log.reading.activities) == (1266, 8109, 8)
    assert log.reading.faults == 0
    events = studies.events_of(log)
    assert (events.cases, events.events) == (1266, 8109)
    assert events.start is not None
    assert ledger.verify().ok


def test_looks_which_column_is_what() -> None:
    work = looked_at(taken_in(a_study(), INTERVALS.read_bytes()))
    assert work.state == "done"
    assert work.result is not None
    assert work.result["guessed"] == COLUMNS
    assert set(work.result["columns"]) == set(COLUMNS.values())
    assert studies.samples_of(work)["concept:name"][0] == "place order"
    assert "place order" not in str(work.result)  # a cell may name a person


def test_reads_xes_without_being_told_columns() -> None:
    log = taken_in(a_study(), RECEIPT.read_bytes(), RECEIPT.name)
    looked = looked_at(log)
    assert looked.result is not None
    assert (looked.result["columns"], looked.result["guessed"]) == ([], {})
    assert read(log, {}).state == "done"
    log = StudyLog.objects.get(pk=log.pk)
    assert (log.reading.cases, log.reading.events) == (1434, 8577)
    assert set(studies.events_of(log).event_columns) == {"org:resource", "org:group", "zone"}


def test_what_lies_there_names_no_case_and_holds_only_what_was_chosen() -> None:
    rows = "case,what,when,name,district\nIIN-870101300123,intake,2026-01-05 09:00,Serikova,Almaty\n"
    log = taken_in(a_study(), (rows + "IIN-900202400456,,2026-01-05 10:00,Akhmetov,Aktobe\n").encode())
    asked = {"case": "case", "activity": "what", "time": "when", "kept": ["district"]}
    assert read(log, asked).state == "done"
    files = lying(log)
    assert set(files) == {
        "as-it-came.sealed",
        *(f"layout/{name}" for name in ("log.json", "events.parquet", "cases.parquet", "words.parquet", "faults.csv")),
    }
    for planted in (b"IIN-870101300123", b"Serikova", b"IIN-900202400456", b"Akhmetov"):
        assert not any(planted in content for content in files.values()), planted
    events = studies.events_of(StudyLog.objects.get(pk=log.pk))
    assert list(events.case_names()) == ["1"]
    assert events.event_columns == ("district",)
    for path in log_files.folder_of(log.pk).rglob("*"):
        assert path.stat().st_mode & 0o077 == 0 or path.parent.name == log_files.LAYOUT, path


def test_a_row_that_cannot_be_read_is_counted() -> None:
    log = taken_in(a_study(), b"case,what,when\n1,a,2026-01-05 09:00\n1,b,soon\n,c,2026-01-05 09:00\n")
    assert read(log, {"case": "case", "activity": "what", "time": "when"}).state == "done"
    log = StudyLog.objects.get(pk=log.pk)
    assert (log.reading.events, log.reading.faults) == (1, 2)


@pytest.mark.parametrize(
    "content", [b"\x00\x01\x02" * 500, b"<?xml version='1.0'?><!DOCTYPE log [<!ENTITY a 'b'>]><log/>"]
)
def test_a_file_that_is_no_log_is_refused_in_words(content: bytes) -> None:
    log = taken_in(a_study(), content)
    work = read(log, {})
    assert work.state == "refused"
    assert work.refusal is not None
    assert work.refusal["sentence"]
    assert set(lying(log)) == {"as-it-came.sealed"}


def test_refuses_an_empty_file_and_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIREK_LOGS", str(tmp_path))
    study = a_study()
    with pytest.raises(LogFileMissing):
        taken_in(study, b"")
    assert not StudyLog.objects.exists()
    assert list(tmp_path.iterdir()) == []


def test_refuses_a_file_that_is_too_large_before_reading_it() -> None:
    with pytest.raises(LogFileTooLarge):
        studies.take_in_log(actor=madina(), study=a_study(), of="before", name="x", size=LARGEST + 1, chunks=iter(()))


def test_the_file_as_it_came_comes_back_whole_or_not_at_all() -> None:
    content = gzip.compress(INTERVALS.read_bytes(), 1) * 20
    key, folder = bytes(32), log_files.folder_of("11111111-0000-0000-0000-000000000000")
    size = log_files.keep_sealed(folder, key, "x", (content[i : i + 70_000] for i in range(0, len(content), 70_000)))
    assert size == len(content)
    assert b"".join(log_files.open_sealed(folder, key, "x")) == content
    with pytest.raises(SealBroken):
        list(log_files.open_sealed(folder, key, "another"))
    sealed = folder / log_files.SEALED
    whole = sealed.read_bytes()
    sealed.write_bytes(whole[:-40])  # without the end that says that it is the end
    with pytest.raises(LogFileDamaged):
        list(log_files.open_sealed(folder, key, "x"))


def test_reading_again_is_refused_and_doing_the_same_work_again_changes_nothing() -> None:
    log = a_log()
    before = lying(log)
    with pytest.raises(LogReadAlready):
        read(log, COLUMNS)
    work = studies.ask_for_work(actor=madina(), study=log.study, log=log, kind="import", asked=COLUMNS)
    assert done(work).state == "done"
    assert lying(log) == before


def test_what_a_crash_left_goes_when_the_work_is_taken_up() -> None:
    log = taken_in(a_study(), INTERVALS.read_bytes())
    left = log_files.folder_of(log.pk) / "opened-crashed"
    left.mkdir()
    (left / "log.csv").write_text("IIN-870101300123")
    assert read(log, COLUMNS).state == "done"
    assert not left.exists()


def test_work_that_is_called_off_leaves_the_log_as_it_was() -> None:
    log = taken_in(a_study(), INTERVALS.read_bytes())
    work = studies.ask_to_read(actor=madina(), log=log, columns=COLUMNS)
    studies.cancel_work(actor=madina(), work=work)
    assert done(work).state == "cancelled"
    assert set(lying(log)) == {"as-it-came.sealed"}
    assert read(log, COLUMNS).state == "done"


def test_a_withdrawn_log_has_no_events_left() -> None:
    log = a_log()
    with pytest.raises(ReasonMissing):
        studies.withdraw_log(actor=madina(), log=log, reason="  ")
    assert log_files.folder_of(log.pk).exists()
    studies.withdraw_log(actor=madina(), log=log, reason="The wrong service.")
    assert not log_files.folder_of(log.pk).exists()
    assert not studies.logs_for(madina()).exists()
    assert ledger.verify().ok


def test_only_who_keeps_studies_takes_logs_in() -> None:
    study = a_study()
    for account in (marat(), timur()):
        with pytest.raises(NotPermitted):
            studies.take_in_log(actor=account, study=study, of="before", name="x", size=1, chunks=[b"x"])
    assert studies.can_keep(aigul(), study)


def test_another_office_sees_no_study_of_this_one() -> None:
    a_study()
    assert office().is_national
    assert studies.studies_for(marat()).count() == 1
    assert not studies.studies_for(dana()).exists()
    assert not studies.logs_for(dana()).exists()


def test_the_layout_says_what_it_is(tmp_path: Path) -> None:
    log = a_log()
    about = json.loads((log_files.folder_of(log.pk) / log_files.LAYOUT / "log.json").read_text())
    assert about["cases"] == mining.open_log(log_files.folder_of(log.pk) / log_files.LAYOUT).cases
