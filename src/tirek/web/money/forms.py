"""What is asked for money."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirek import money
from tirek.directory import Account, Role
from tirek.plans import Programme
from tirek.refusals import Refusal
from tirek.web.refusals import status_of


class AmountField(forms.CharField):
    """An amount as people write it: “1 234.50”, “1,234.50”, “1234,5”."""

    def __init__(self, **given: Any) -> None:
        attributes = {"inputmode": "decimal", "autocomplete": "off", "class": "govuk-input--width-10 tirek-number"}
        super().__init__(widget=forms.TextInput(attrs=attributes), max_length=30, **given)

    def clean(self, value: Any) -> Any:
        """This function will give a decimal to the cent, or None for nothing where nothing is asked."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return money.amount_of(text)
        except money.UnreadableCell as fault:
            raise forms.ValidationError(_("Give an amount such as 1,234.50.")) from fault


class MonthField(forms.RegexField):
    """A month as 2022-08."""

    def __init__(self, **given: Any) -> None:
        attributes = {"type": "month", "class": "govuk-input--width-10", "placeholder": "2022-08"}
        super().__init__("^[12][0-9]{3}-(0[1-9]|1[0-2])$", widget=forms.TextInput(attrs=attributes), **given)

    def clean(self, value: Any) -> Any:
        """This function will give the first day of the month."""
        text = super().clean(value)
        return date(int(text[:4]), int(text[5:]), 1)


def day(label: Any) -> forms.DateField:
    """This function will make a date field that a browser helps with."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def words(label: Any, **given: Any) -> forms.CharField:
    """This function will make a field for a reason."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 3}), **given)


class FundWordsForm(forms.Form):
    """What a source of money is called, and who gives it."""

    title = forms.CharField(label=_("Title"))
    donor = forms.CharField(label=_("Donor"), required=False)
    donor_reference = forms.CharField(label=_("The donor's reference"), required=False, max_length=60)


class FundForm(FundWordsForm):
    """A source of money."""

    field_order = ("code", "title", "donor", "donor_reference")
    code = forms.RegexField(
        r"^[\w.-]{1,20}$",
        label=_("Code of the fund"),
        help_text=_("As the organisation's ledger prints it, such as 30000."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )


class ContributionForm(forms.Form):
    """Money promised or received."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[("received", _("Received")), ("pledged", _("Pledged"))],
        widget=forms.RadioSelect,
        initial="received",
    )
    day = day(_("Date"))
    amount = AmountField(label=_("Amount"))
    reference = forms.CharField(label=_("Reference"), required=False)


class _Accounts(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of accounts, by the names that they sign in with."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.username)


class GrantForm(forms.Form):
    """Whose account sees a fund."""

    donor = _Accounts(Account.objects.none(), label=_("Account of the donor"), to_field_name="username")

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        donors = Account.objects.filter(grants__role=Role.DONOR, is_active=True).order_by("username")
        field = self.fields["donor"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = donors


class RateForm(forms.Form):
    """The rate of a month."""

    currency = forms.RegexField(
        r"^[A-Za-z]{3}$",
        label=_("Currency"),
        help_text=_("Three letters, such as KZT."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4"}),
    )
    month = MonthField(label=_("Month"), help_text=_("Year and month, such as 2022-08."))
    units = forms.DecimalField(
        label=_("Units for one of the programme's currency"),
        max_digits=18,
        decimal_places=6,
        min_value=Decimal("0.000001"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"}),
    )
    source = forms.CharField(
        label=_("Source"), help_text=_("Who says so, such as the operational rate of the United Nations.")
    )


class CostReportForm(forms.Form):
    """A cost report and the days that it covers."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV or Excel, up to 25 MB, with the columns activity, fund, account, date (or year and period) and "
            "amount; currency, description and commitment beside them. English or Russian headings, in any order."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    begins = day(_("First day that it covers"))
    ends = day(_("Last day that it covers"))


FEE = "fee"
"""What is chosen in place of an activity for a line that is the fee."""


class AssignmentForm(forms.Form):
    """What a line belongs to."""

    activity = forms.ChoiceField(label=_("Activity"))
    fund = forms.ChoiceField(label=_("Fund"))
    account_code = forms.RegexField(
        r"^\d{4,10}$", label=_("Account"), widget=forms.TextInput(attrs={"class": "govuk-input--width-5"})
    )
    reason = words(_("Why it belongs there"))

    def __init__(self, programme: Programme, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.activities = {str(each.pk): each for each in activities_of(programme)}
        self.funds = {str(each.pk): each for each in money.funds(programme)}
        none = (FEE, gettext("None: it is the fee (account 75100)"))
        self._choices("activity", [none, *((key, str(each)) for key, each in self.activities.items())])
        self._choices("fund", [(key, str(each)) for key, each in self.funds.items()])

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class VarianceForm(forms.Form):
    """Why budget and actual differ."""

    activity = forms.ChoiceField(label=_("Activity"))
    text = words(_("Why they differ"))

    def __init__(self, programme: Programme, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.activities = {each.number: each for each in activities_of(programme)}
        field = self.fields["activity"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(number, str(each)) for number, each in self.activities.items()]


def activities_of(programme: Programme) -> list[Any]:
    """This function will list a programme's activities in their order."""
    from tirek.plans import Activity

    found = Activity.objects.filter(output__programme=programme).select_related("output")
    return sorted(found, key=lambda each: [by_number(each.output.number), by_number(each.number)])


def by_number(number: str) -> list[tuple[int, str]]:
    """This function will order numbers as people count: 1.2 before 1.10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in number.split(".")]


def refused(form: forms.Form, refusal: Refusal) -> None:
    """This function will say a refusal on the form that was sent, so that nothing typed is lost.

    What must not be told apart from what is not there, or is not for this account, is raised again.
    """
    if status_of(refusal) in (403, 404):
        raise refusal
    sentence = gettext(refusal.sentence) % refusal.facts
    form.add_error(None, f"{sentence} {gettext(refusal.hint) % refusal.facts}")
