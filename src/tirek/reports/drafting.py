"""What a text would be if it were published now: bound, and held beside what is published already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tirek.plans import Programme
from tirek.reports.before import known_before
from tirek.reports.binding import Binding, bind
from tirek.reports.models import Report
from tirek.reports.queries import excused


def drafted(report: Report, narrative: str, as_of: Mapping[str, int] | None = None) -> Binding:
    """This function will bind a narrative as publication does, now or as of a ledger position."""
    return bind(
        narrative,
        report.programme,
        language=report.language,
        excused=excused(report),
        as_of=as_of,
        known=known_before(report.programme),
    )


def hold_programme(key: Any) -> None:
    """This function will let what is published of a programme be published one after the other, so that each sees the
    other. The report is locked before, wherever both are."""
    Programme.objects.select_for_update(no_key=True).get(pk=key)
