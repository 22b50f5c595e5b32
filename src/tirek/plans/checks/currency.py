"""Is the money in one currency, and is that currency named?"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.finding import Finding
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.money import amounts_of
from tirek.plans.checks.numerals import listed
from tirek.plans.reading.plan import Plan

SEVERAL_CURRENCIES = Kind(
    code="currencies-differ",
    severity="question",
    looks_for="amounts in more than one currency",
    message=gettext_noop("Amounts are printed in more than one currency: %(currencies)s."),
    advice=gettext_noop("Ask which currency the plan is in, and at what rate the others were taken."),
    example={"currencies": "USD, EUR"},
)
NO_CURRENCY = Kind(
    code="currency-missing",
    severity="question",
    looks_for="a plan that names no currency at all",
    message=gettext_noop("No amount in the plan names its currency."),
    advice=gettext_noop("Ask which currency the plan is in."),
    example={},
)
KINDS = (SEVERAL_CURRENCIES, NO_CURRENCY)

NAMES = {"$": "USD", "US$": "USD", "USD$": "USD", "€": "EUR", "₸": "KZT", "£": "GBP", "₽": "RUB"}


def check(plan: Plan) -> Iterator[Finding]:
    """This function will compare the currencies of all amounts; a table without one takes that of the cover."""
    amounts = amounts_of(plan)
    with_currency = [(NAMES.get(amount.currency, amount.currency), amount) for amount in amounts if amount.currency]
    currencies = list(dict.fromkeys(name for name, _ in with_currency))
    if len(currencies) > 1:
        where = [amount.line for name, amount in with_currency if name != currencies[0]]
        yield SEVERAL_CURRENCIES.at(where, listed(currencies), None, currencies=listed(currencies))
    headings = plan.work_plan.columns if plan.work_plan else ()
    named_in_heading = any(word in NAMES or word in NAMES.values() for text in headings for word in _words(text))
    if amounts and not currencies and not named_in_heading:
        yield NO_CURRENCY.at(amounts[0].line)


def _words(text: str) -> list[str]:
    return text.upper().replace("(", " ").replace(")", " ").replace(",", " ").split()
