"""From a reported value back to the study that it was measured in, for those who see the study."""

from __future__ import annotations

from collections.abc import Iterable

from tirek import studies
from tirek.directory import Account
from tirek.indicators import ReportedValue
from tirek.web.studies.asked import address_of


def lead_back(account: Account, values: Iterable[ReportedValue]) -> None:
    """This function will note at each value measured in a study where it is found again, with the cases behind it."""
    by_key = {value.pk: value for value in values}
    found = studies.figures_for(account).filter(value__in=by_key, log__in=studies.logs_for(account))
    for each in found:
        by_key[each.value_id].study_url = address_of(each.log, "figures", studies.only_of(each.only))  # type: ignore[attr-defined]
