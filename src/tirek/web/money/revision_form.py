"""The form of a budget revision: its words, its fee, and an editable table of rows. It needs no script.

A row without an amount is left out; “add rows” sends the form and gets it back with more of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirek.money import FeeBase, PlannedRow
from tirek.plans import Programme
from tirek.refusals import Refusal
from tirek.web.money.forms import AmountField, refused, words

MORE = 5
MOST = 800


class RevisionForm(forms.Form):
    """What a revision says of itself."""

    title = forms.CharField(label=_("Title"), max_length=200)
    reason = words(_("Why the budget changes"))
    fee_rate = forms.DecimalField(
        label=_("Rate of the fee, in percent"),
        max_digits=5,
        decimal_places=2,
        min_value=Decimal(0),
        max_value=Decimal("99.99"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
    )
    fee_base = forms.ChoiceField(
        label=_("What the rate is taken of"), choices=FeeBase.choices, widget=forms.RadioSelect
    )


def _cell(label: Any, width: int, **attributes: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"class": f"govuk-input--width-{width}", "autocomplete": "off"} | attributes)
    return forms.CharField(label=label, required=False, max_length=20, widget=widget)


class RowForm(forms.Form):
    """One row: what it is for, and how much."""

    activity = _cell(_("Activity"), 5, list="activities")
    fund = _cell(_("Fund"), 5, list="funds")
    account_code = _cell(_("Account"), 5, inputmode="numeric")
    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=1900,
        max_value=2999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4", "autocomplete": "off"}),
    )
    amount = AmountField(label=_("Amount"), required=False)


class RowFormSet(BaseFormSet):  # type: ignore[type-arg]
    """The rows, made into those of a budget by the programme's activities and funds."""

    def __init__(self, *, activities: Mapping[str, Any], funds: Mapping[str, Any], **given: Any) -> None:
        self.activities, self.funds = activities, funds
        self.kept: list[Any] = []
        super().__init__(**given)

    def planned(self) -> list[PlannedRow] | None:
        """This function will give the rows that have an amount, or None where one cannot be read."""
        readable = self.is_valid()
        valid = [form for form in self.forms if form.is_valid()] if self.is_bound else []
        self.kept = [form for form in valid if form.cleaned_data.get("amount") is not None]
        rows = [self._row(form) for form in self.kept]  # all that is wrong is said at once
        return [row for row in rows if row is not None] if readable and None not in rows else None

    def _row(self, form: forms.Form) -> PlannedRow | None:
        given = dict(form.cleaned_data)  # what has an error is taken out of the form's own
        activity, fund = self.activities.get(given["activity"].strip()), self.funds.get(given["fund"].strip())
        if activity is None:
            form.add_error("activity", gettext("There is no such activity."))
        if fund is None:
            form.add_error("fund", gettext("There is no such fund."))
        if not given["year"]:
            form.add_error("year", gettext("Give the year."))
        if activity is None or fund is None or not given["year"]:
            return None
        return PlannedRow(activity, fund, given["account_code"].strip(), given["year"], given["amount"])

    def refused(self, form: forms.Form, refusal: Refusal) -> None:
        """This function will say a refusal on the form, and mark the row that it is of."""
        refused(form, refusal)
        for fact in ("row", "second"):
            if isinstance(number := refusal.facts.get(fact), int) and 0 < number <= len(self.kept):
                self.kept[number - 1].add_error(None, gettext("This row cannot be budgeted as it stands."))


_Rows: Any = formset_factory(RowForm, formset=RowFormSet, extra=0, max_num=MOST, absolute_max=MOST)


def blank(programme: Programme, activities: Mapping[str, Any], funds: Mapping[str, Any], rows: Iterable[Any]) -> Any:
    """This function will make the table from rows of a budget or a plan, with a few empty ones below."""
    initial = [
        {
            "activity": row.activity.number,
            "fund": row.fund.code,
            "account_code": row.account_code,
            "year": row.year,
            "amount": f"{row.amount:,.2f}",
        }
        for row in rows
    ]
    empty: list[dict[str, Any]] = [{"year": programme.starts.year} for _ in range(MORE)]
    return _Rows(activities=activities, funds=funds, initial=initial + empty, prefix="row")


def sent(data: QueryDict, activities: Mapping[str, Any], funds: Mapping[str, Any]) -> Any:
    """This function will read the table that was sent."""
    return _Rows(activities=activities, funds=funds, data=data, prefix="row")


def longer(data: QueryDict) -> QueryDict:
    """This function will give what was sent, with a few rows more."""
    more = data.copy()
    try:
        count = min(int(more.get("row-TOTAL_FORMS", "0")) + MORE, MOST)
    except ValueError:
        count = MORE
    more["row-TOTAL_FORMS"] = str(count)
    return more
