"""Do the account codes mean what stands beside them?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.accounts import TRAINING, Account, account_of, accounts, described
from tirek.plans.checks.finding import Finding
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.money import has_money
from tirek.plans.checks.numerals import listed, named, on_lines
from tirek.plans.checks.words import stem, words
from tirek.plans.reading.plan import BudgetRow, Plan

CLASH = Kind(
    code="account-meaning",
    severity="question",
    looks_for="a budget description that names another account than its code",
    message=gettext_noop(
        "“%(description)s” (lines %(lines)s): account %(account)s is for “%(meaning)s”; the description fits "
        "%(others)s."
    ),
    advice=gettext_noop("Ask which is meant, the words or the code: the code decides how the money may be spent."),
    example={
        "description": "Consultancy 72100",
        "lines": "145, 146",
        "account": "72100",
        "meaning": "Contractual services: companies",
        "others": "71200, 71300",
    },
)
TRAINING_ELSEWHERE = Kind(
    code="training-account",
    severity="question",
    looks_for="training activities that are not charged to the account for training",
    message=gettext_noop("Training is charged to other accounts than %(training)s (%(meaning)s): %(rows)s."),
    advice=gettext_noop("Ask whether a consultant or a company gives the training, or the cost is the event itself."),
    example={
        "training": "75700",
        "meaning": "Training, workshops and conferences",
        "rows": "1.3 Training of staff (72100)",
    },
)
UNKNOWN = Kind(
    code="account-unknown",
    severity="note",
    looks_for="an account code that is not in the chart known to the house",
    message=gettext_noop("Account %(account)s (lines %(lines)s) is not among the codes known here."),
    advice=gettext_noop("Check it in the chart of accounts in force."),
    example={"account": "79900", "lines": "146"},
)
MISSING = Kind(
    code="account-missing",
    severity="question",
    looks_for="rows with money and no account code",
    message=gettext_noop("No account code is printed for rows with money: %(rows)s."),
    advice=gettext_noop("Ask for the code of each: without it the money cannot be booked."),
    example={"rows": "Project Coordinator, DPC"},
)
KINDS = (CLASH, TRAINING_ELSEWHERE, UNKNOWN, MISSING)

_EVENTS = frozenset(stem(word) for word in ("training", "workshop", "seminar", "conference"))
_HOLDING = frozenset(stem(word) for word in ("conduct", "deliver", "organize", "organise", "hold", "provide", "run"))


def check(plan: Plan) -> Iterator[Finding]:
    """This function will hold every account code against its description and its activity."""
    if plan.work_plan is None:
        return
    fee = (plan.work_plan.fee,) if plan.work_plan.fee else ()
    rows = [row for row in (*plan.work_plan.activities, *fee) if has_money(row)]
    coded = [row for row in rows if row.account is not None]
    yield from _clashes(coded)
    yield from _training(coded)
    yield from _unknown(coded)
    if any(row.kind == "activity" for row in coded) or any(
        "account" in text.lower() for text in plan.work_plan.columns
    ):
        yield from _missing([row for row in rows if row.account is None])


def _code(row: BudgetRow) -> str:
    return row.account.text if row.account else ""


def _clashes(rows: list[BudgetRow]) -> Iterator[Finding]:
    clashing: defaultdict[tuple[str, str], list[BudgetRow]] = defaultdict(list)
    for row in rows:
        account = account_of(_code(row))
        if account is not None and row.description and not described(row) & account.stems and _fitting(row):
            clashing[(account.code, row.description.text)].append(row)
    for (_, description), alike in clashing.items():
        account = account_of(_code(alike[0]))
        assert account is not None
        others = listed(f"{each.code} ({each.meaning})" for each in _fitting(alike[0]))
        lines = [row.line for row in alike]
        yield CLASH.at(
            lines,
            _code(alike[0]),
            listed(each.code for each in _fitting(alike[0])),
            description=description,
            lines=on_lines(lines),
            account=_code(alike[0]),
            meaning=account.meaning,
            others=others,
        )


def _fitting(row: BudgetRow) -> list[Account]:
    """This function will give the accounts that a description fits best: those sharing most words with it."""
    shared = {account.code: len(described(row) & account.stems) for account in accounts().values()}
    most = max(shared.values())
    return [account for account in accounts().values() if most and shared[account.code] == most]


def _training(rows: list[BudgetRow]) -> Iterator[Finding]:
    elsewhere = [row for row in rows if _is_training(row) and (account_of(_code(row)) or row) != accounts()[TRAINING]]
    if elsewhere:
        yield TRAINING_ELSEWHERE.at(
            [row.line for row in elsewhere],
            listed(dict.fromkeys(_code(row) for row in elsewhere)),
            TRAINING,
            training=TRAINING,
            meaning=accounts()[TRAINING].meaning,
            rows="; ".join(f"{named(row)} ({_code(row)})" for row in elsewhere),
        )


def _is_training(row: BudgetRow) -> bool:
    """This function will say whether a row is itself an event: its title begins with one, or with holding one."""
    found = [stem(word) for word in words(row.title.text)]
    return bool(found) and (found[0] in _EVENTS or (found[0] in _HOLDING and bool(_EVENTS & set(found[1:4]))))


def _unknown(rows: list[BudgetRow]) -> Iterator[Finding]:
    unknown: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        if account_of(_code(row)) is None:
            unknown[_code(row)].append(row.line)
    for code, lines in unknown.items():
        yield UNKNOWN.at(lines, code, None, account=code, lines=on_lines(lines))


def _missing(rows: list[BudgetRow]) -> Iterator[Finding]:
    if rows:
        yield MISSING.at([row.line for row in rows], rows=listed(named(row) for row in rows))
