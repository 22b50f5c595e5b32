"""Risk categories by edition, the five-point scales and the level that a likelihood and an impact come to (data)."""

from __future__ import annotations

from tirek.monitoring.named import data, in_this_language

POINTS = range(1, 6)


def editions() -> dict[str, str]:
    """This function will name the editions of the categories."""
    return in_this_language({each["id"]: each["name"] for each in data("risk_categories")["editions"]})


def categories(edition: str) -> dict[str, str]:
    """This function will name the categories of an edition; there are none of an edition that nobody knows."""
    names = in_this_language(data("risk_categories")["categories"])
    known = {each["id"]: each["categories"] for each in data("risk_categories")["editions"]}
    return {category: names[category] for category in known.get(edition, ())}


def category_name(category: str) -> str:
    """This function will name a category, of whichever edition."""
    return in_this_language(data("risk_categories")["categories"]).get(category, category)


def likelihoods() -> dict[int, str]:
    """This function will name the five likelihoods."""
    return in_this_language(data("risk_categories")["likelihoods"])


def impacts() -> dict[int, str]:
    """This function will name the five impacts."""
    return in_this_language(data("risk_categories")["impacts"])


def levels() -> dict[str, str]:
    """This function will name the four levels, from low to high."""
    return in_this_language(data("risk_categories")["levels"])


def level_of(likelihood: int, impact: int) -> str:
    """This function will give the level that a likelihood and an impact come to: low, moderate, substantial, high."""
    level: str = data("risk_categories")["matrix"][impact][likelihood - 1]
    return level
