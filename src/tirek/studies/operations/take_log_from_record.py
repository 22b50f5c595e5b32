"""Take a log from the house's own record: what happened in its cases, without any case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tirek.cases import procedures_known
from tirek.directory import Account, NotFound, Office
from tirek.studies.errors import RecordPeriodWrong
from tirek.studies.models import Study, StudyLog, Work
from tirek.studies.operations.ask_for_work import ask_for_work
from tirek.studies.permissions import check_keep


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of the record: cases of a `procedure` ("mechanism/procedure"), opened on days of a period.

    `office` is that which has them, or none for all offices. What the log says is said in a `language`.
    """

    of: str
    procedure: str
    since: date
    until: date
    office: str
    language: str


def take_log_from_record(*, actor: Account, study: Study, wish: Wish) -> Work:
    """This function will have a log made of the house's own record, in the background, and read.

    A study of an office is given that office's cases; one of the national office also those of another, or all. Raises
    `NotPermitted`, `NotFound`, `RecordPeriodWrong`.
    """
    check_keep(actor, study)
    if wish.office not in {code for code, _ in offices_on_record(study)} or wish.procedure not in dict(on_record()):
        raise NotFound
    if wish.since > wish.until:
        raise RecordPeriodWrong
    asked = {
        "of": StudyLog.Of(wish.of).value,
        "procedure": wish.procedure,
        "since": wish.since.isoformat(),
        "until": wish.until.isoformat(),
        "office": wish.office,
        "language": wish.language,
    }
    return ask_for_work(actor=actor, study=study, kind="from-record", asked=asked)


def on_record() -> list[tuple[str, str]]:
    """This function will give the procedures of which cases may be on record, each with what it is called."""
    return [(f"{mechanism}/{procedure}", title) for mechanism, procedure, title in procedures_known()]


def offices_on_record(study: Study) -> list[tuple[str, str]]:
    """This function will give the offices whose cases a study may be given, by code; an empty code is all of them."""
    if not study.office.is_national:
        return [(study.office_id, str(study.office))]
    return [("", ""), *((office.pk, str(office)) for office in Office.objects.order_by("pk"))]
