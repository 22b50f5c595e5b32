"""The criteria of a project quality assurance, and the ratings that each may be given (data)."""

from __future__ import annotations

from tirek.monitoring.named import data, in_this_language


def criteria() -> dict[str, str]:
    """This function will name the criteria, in their order."""
    return in_this_language(data("quality_criteria")["criteria"])


def ratings() -> dict[str, str]:
    """This function will name the ratings, from the best to the worst."""
    return in_this_language(data("quality_criteria")["ratings"])
