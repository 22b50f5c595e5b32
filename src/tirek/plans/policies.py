"""May this happen now?"""

from datetime import date, timedelta

from django.utils.formats import date_format

from tirek.plans.errors import (
    AlreadyAdopted,
    AlreadySuperseded,
    DatesOutOfOrder,
    DatesOutsideProgramme,
    FindingsOpen,
    NothingToAdopt,
    NotReadYet,
    ReasonMissing,
)
from tirek.plans.models import PlanDocument, Programme, RecordedFinding, Settlement
from tirek.plans.reading.plan import Plan


def check_read(document: PlanDocument) -> None:
    """This function will refuse what needs a reading while there is none (`NotReadYet`)."""
    if not hasattr(document, "reading"):
        raise NotReadYet


def check_settlement(*, document: PlanDocument, kind: str, reason: str) -> None:
    """This function will refuse a settlement without a reason, or of a plan that was already adopted."""
    if kind not in Settlement.KINDS or not reason.strip():
        raise ReasonMissing
    if Programme.objects.filter(document=document).exists():
        raise AlreadyAdopted


def open_errors(document: PlanDocument) -> int:
    """This function will count the errors of the audit that nobody has settled."""
    errors = RecordedFinding.objects.filter(document=document, severity="error", settlements=None)
    return errors.count()


def check_adoption(*, document: PlanDocument, plan: Plan) -> None:
    """This function will refuse to adopt a plan with open errors, without work plan or id, or for a second time."""
    if hasattr(document, "programme"):
        raise AlreadyAdopted
    if count := open_errors(document):
        raise FindingsOpen(count=count)
    if not plan.work_plan or not plan.cover.award_id or not plan.cover.title:
        raise NothingToAdopt
    if Programme.objects.filter(code=plan.cover.award_id.text).exists():
        raise AlreadyAdopted


def check_superseded(programme: Programme | None) -> None:
    """This function will refuse to supersede a programme for a second time (`AlreadySuperseded`)."""
    if programme is not None and Programme.objects.filter(supersedes=programme).exists():
        raise AlreadySuperseded(code=programme.code)


def check_new_dates(*, programme: Programme, begins: date, ends: date, reason: str) -> None:
    """This function will refuse dates without a reason, out of order, or that the programme cannot have.

    An activity may end after its programme does, by a year at most: that it slips so far must be seen.
    """
    if not reason.strip():
        raise ReasonMissing
    if ends < begins:
        raise DatesOutOfOrder
    if begins < programme.starts or begins > programme.ends or ends > programme.ends + timedelta(days=366):
        raise DatesOutsideProgramme(starts=date_format(programme.starts), ends=date_format(programme.ends))
