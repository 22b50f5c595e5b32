"""UNDP's accounts as far as the house knows them, from `account_codes.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tirek.plans.checks.beside import rows_of
from tirek.plans.checks.words import stem, stems
from tirek.plans.reading.plan import BudgetRow

TRAINING = "75700"


@dataclass(frozen=True, slots=True)
class Account:
    """One account: its code, what it is for, and the stems of the words by which a budget names it."""

    code: str
    meaning: str
    stems: frozenset[str]


@cache
def accounts() -> dict[str, Account]:
    """This function will read the known accounts, by code."""
    return {
        row["code"]: Account(row["code"], row["meaning"], frozenset(stem(word) for word in row["words"].split()))
        for row in rows_of("account_codes")
    }


def account_of(code: str) -> Account | None:
    """This function will give the account of a code; 72145 is a part of 72100."""
    return accounts().get(code) or accounts().get(f"{code[:3]}00")


def described(row: BudgetRow) -> set[str]:
    """This function will give the stems by which a row's budget description names what is bought."""
    return set(stems(row.description.text)) if row.description else set()
