"""Periods in the words of a report."""

from __future__ import annotations

from django.utils.translation import gettext as _


def period_name(key: str) -> str:
    """This function will name a quarter or a year in the active language."""
    year, _dash, quarter = key.partition("-Q")
    return _("Q%(quarter)s %(year)s") % {"quarter": quarter, "year": year} if quarter else year
