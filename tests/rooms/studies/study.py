"""A study with a log, as the tests need one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.cast import madina
from tirek.studies import Study, StudyLog, Work, ask_for_work, ask_to_read, begin_study, take_in_log
from tirek.studies.working import work_on

LOGS = Path(__file__).parents[4] / "shared" / "logs"
INTERVALS = LOGS / "interval_event_log.csv"
RECEIPT = LOGS / "receipt.xes.gz"
COLUMNS = {
    "case": "case:concept:name",
    "activity": "concept:name",
    "time": "time:timestamp",
    "start": "start_timestamp",
}


def a_study(code: str = "orders") -> Study:
    """A study of the national office."""
    return begin_study(actor=madina(), code=code, name="Orders", owner="Ministry of Internal Affairs")


def taken_in(study: Study, content: bytes, name: str = "log.csv") -> StudyLog:
    """A log taken in, and not read."""
    return take_in_log(
        actor=madina(), study=study, of="before", name=name, size=len(content), chunks=[content[:1000], content[1000:]]
    )


def read(log: StudyLog, asked: Mapping[str, Any]) -> Work:
    """What came of reading a log, done here and now."""
    return done(ask_to_read(actor=madina(), log=log, columns=asked))


def looked_at(log: StudyLog) -> Work:
    """What came of looking at a log's columns."""
    return done(ask_for_work(actor=madina(), study=log.study, log=log, kind="look", asked={}))


def done(work: Work) -> Work:
    """A piece of work, done here and now."""
    work_on(str(work.pk))
    work.refresh_from_db()
    return work


def a_log(study: Study | None = None) -> StudyLog:
    """A real log, taken in and read."""
    log = taken_in(study or a_study(), INTERVALS.read_bytes(), INTERVALS.name)
    assert read(log, COLUMNS).state == "done"
    return StudyLog.objects.select_related("study__office", "reading").get(pk=log.pk)
