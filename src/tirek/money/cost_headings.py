"""How the columns of a Combined Delivery Report are named, in English and in Russian. Pure, without Django."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from tirek.money.errors import CostColumnRepeated, NotACostReport

# What each column is called, in small letters; the first name is the one we give it ourselves.
NAMES: dict[str, tuple[str, ...]] = {
    "activity": (
        *("activity", "activity id", "activity code", "activity number", "activity no", "project activity", "task"),
        *("task number", "task id", "task code", "мероприятие", "код мероприятия", "номер мероприятия", "деятельность"),
        *("код деятельности", "вид деятельности", "активность", "задача", "номер задачи"),
    ),
    "fund": (
        *("fund", "fund code", "fund id", "funding source", "source of funds", "source of funding", "фонд"),
        *("код фонда", "номер фонда", "источник финансирования", "источник средств"),
    ),
    "donor": ("donor", "donor code", "donor id", "донор", "код донора"),
    "account": (
        *("account", "account code", "account number", "account no", "gl account", "natural account", "budget account"),
        *("expenditure account", "счет", "счёт", "код счета", "код счёта", "номер счета", "номер счёта"),
        *("статья", "статья расходов", "код статьи"),
    ),
    "description": (
        *("description", "account description", "line description", "transaction description", "remarks", "memo"),
        *("описание", "наименование", "наименование счета", "назначение", "содержание", "примечание"),
    ),
    "day": (
        *("date", "day", "posting date", "transaction date", "accounting date", "journal date", "gl date"),
        *("document date", "expenditure date", "дата", "день", "дата проводки", "дата операции", "дата документа"),
    ),
    "year": ("year", "fiscal year", "accounting year", "budget year", "год", "финансовый год", "отчетный год"),
    "period": (
        *("period", "accounting period", "month", "fiscal period", "quarter", "период", "отчетный период", "месяц"),
        *("учетный период", "квартал"),
    ),
    "currency": (
        *("currency", "currency code", "ccy", "transaction currency", "curr", "валюта", "код валюты"),
        "валюта операции",
    ),
    "amount": (
        *("amount", "expenditure", "expenditures", "expense", "expenses", "actual", "actuals", "actual amount"),
        *("expenditure amount", "total expenditure", "delivery", "disbursement", "disbursements", "transaction amount"),
        *("monetary amount", "сумма", "расход", "расходы", "сумма расходов", "сумма операции", "фактические расходы"),
        *("факт", "освоение", "освоено"),
    ),
    "commitment": (
        *("commitment", "commitments", "encumbrance", "encumbrances", "encumbrance amount", "commitment amount"),
        *("obligation", "obligations", "outstanding commitments", "обязательство", "обязательства"),
        *("сумма обязательств", "непогашенные обязательства", "принятые обязательства"),
    ),
}
_COLUMNS = {name: column for column, names in NAMES.items() for name in names}
REQUIRED = ("activity", "fund", "account", "amount")
LOOKED_AT = 40
"""How many rows from the top are looked at for the headings: a report begins with a title, a project, a period."""


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the columns are named, and in which place each stands."""

    at: int
    places: dict[str, int]


def headings(table: Sequence[Sequence[str]]) -> Headings:
    """This function will find the row that names the columns. Raises `NotACostReport`, `CostColumnRepeated`."""
    best: tuple[int, int, list[str]] | None = None
    for at, row in enumerate(table[:LOOKED_AT]):
        named = [column_of(cell) for cell in row]
        missing = _missing(named)
        if not missing:
            return Headings(at, _places(row, named))
        if best is None or len(missing) < best[0]:
            best = (len(missing), at, missing)
    raise NotACostReport(missing=", ".join(best[2] if best else _missing([])))


def column_of(heading: str) -> str | None:
    """This function will say which column a heading names, whatever its case, dots and words in brackets."""
    text = unicodedata.normalize("NFKC", heading).lower().partition("(")[0]
    return _COLUMNS.get(" ".join(text.replace("_", " ").replace(".", " ").replace("№", " ").strip(" :,*").split()))


def _missing(named: list[str | None]) -> list[str]:
    missing = [column for column in REQUIRED if column not in named]
    dated = "day" in named or "period" in named
    return missing if dated else [*missing, "date"]


def _places(row: Sequence[str], named: list[str | None]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, column in enumerate(named):
        if column is None:
            continue
        if column in places:
            if column in ("description", "donor"):
                continue  # said twice in many reports: of the account and of the line
            raise CostColumnRepeated(first=row[places[column]].strip(), second=row[place].strip())
        places[column] = place
    return places
