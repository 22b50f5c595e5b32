"""The consolidated report of a year of preventive visits in words and tables, as a document has it.

The same figures as on its page, and as few told of people.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tirek import cases, findings, reports
from tirek.directory import Office
from tirek.reports import Counted, CountedTable


def written(told: findings.YearOfVisits, office: Office, now: datetime, url: str) -> Counted:
    """This function will put the figures of a year into the tables of a document, in the reader's language."""
    languages = [code for code, _name in reports.LANGUAGES]
    language = (get_language() or "").partition("-")[0]
    opening = _(
        "As it stands on %(day)s. Counted are places, visits and recommendations, not people: how many were spoken"
        " with stands in sealed checklists, which no report opens."
    )
    return Counted(
        key=f"preventive-visits-{told.year}",
        title=_("Preventive visits in %(year)s") % {"year": told.year},
        subtitle=_("Consolidated report of the preventive mechanism") if office.is_national else str(office),
        office=office,
        language=language if language in languages else "en",
        opening=opening % {"day": date_format(timezone.localtime(now), "DATE_FORMAT")},
        tables=(_visits(told), *_grouped(told), _recommendations(told), _steps(told)),
        at=timezone.localtime(now),
        url=url,
        synthetic=settings.DEMO or told.synthetic,
    )


def _visits(told: findings.YearOfVisits) -> CountedTable:
    types = [(cases.PlannedVisit.Kind(kind).label if kind else _("In no plan"), count) for kind, count in told.by_type]
    rows = [
        (_("Places in the register"), told.places),
        (_("Visited within the legal period"), told.covered),
        (_("Visits"), told.visits),
        *types,
    ]
    return CountedTable(_("Visits"), _heads(), [(str(name), str(count)) for name, count in rows])


def _grouped(told: findings.YearOfVisits) -> list[CountedTable]:
    heads = _("Places"), _("Visits"), _("Within the legal period")
    return [
        CountedTable(
            title,
            (title, *heads),
            [(each.name, str(each.places), str(each.visits), str(each.covered)) for each in groups],
        )
        for title, groups in ((_("Region"), told.by_region), (_("Type"), told.by_kind))
    ]


def _recommendations(told: findings.YearOfVisits) -> CountedTable:
    asked, size = told.asked, findings.BAND
    silent = _("%(first)s to %(last)s days without an answer")
    rows = [
        (_("Asked"), asked.asked),
        (_("Accepted"), asked.accepted),
        (_("Accepted in part"), asked.partly),
        (_("Refused"), asked.refused),
        (_("Answered late"), asked.late),
        (_("Repeated"), asked.repeated),
        (_("Not answered in time"), asked.silent),
        *(
            (silent % {"first": (band - 1) * size + 1, "last": band * size}, count)
            for band, count in asked.bands.items()
        ),
    ]
    return CountedTable(_("Recommendations sent in the year"), _heads(), [(name, str(count)) for name, count in rows])


def _steps(told: findings.YearOfVisits) -> CountedTable:
    few = _("fewer than %(fewest)s") % {"fewest": findings.FEWEST}
    rows = [(name, few if count is None else str(count)) for name, count in told.steps]
    remark = _("No step of a visit was done in this year.")
    if rows:
        remark = _(
            "A step may tell of people, such as where somebody suffered for having spoken: few are not counted here,"
            " so that nobody is known by a figure."
        )
    return CountedTable(_("What was done"), _heads(), rows, remark=remark)


def _heads() -> tuple[str, str]:
    return _("What is counted"), _("How many")
