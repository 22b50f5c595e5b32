"""What a reader asks for on the list of cases, and what is written where a case is acted in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirek import cases
from tirek.directory import MAY, Account, Office

WHICH = (
    ("open", pgettext_lazy("cases", "Open")),
    ("late", pgettext_lazy("cases", "Late")),
    ("mine", pgettext_lazy("cases", "Mine")),
    ("closed", pgettext_lazy("cases", "Closed")),
    ("all", pgettext_lazy("cases", "All")),
)


class AskedForm(forms.Form):
    """This form will narrow the list of cases; what it cannot read it leaves out and says so."""

    words = forms.CharField(
        label=_("Number, name, telephone or place"), required=False, max_length=100, help_text=_("Whole words.")
    )
    which = forms.ChoiceField(label=_("Which"), choices=WHICH, required=False)
    mechanism = forms.ChoiceField(label=_("Mechanism"), required=False)
    office = forms.ModelChoiceField(
        Office.objects.none(), label=_("Office"), required=False, empty_label=_("All offices"), to_field_name="code"
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mechanism, office = self.fields["mechanism"], self.fields["office"]
        assert isinstance(mechanism, forms.ChoiceField)
        assert isinstance(office, forms.ModelChoiceField)
        mechanism.choices = [("", _("All mechanisms")), *cases.mechanisms_with_cases()]
        if account.office.is_national:
            office.queryset = Office.objects.all()
        else:
            del self.fields["office"]

    @property
    def asked(self) -> cases.AskedCases:
        """This property will give what is asked for; open cases where nothing was or it cannot be read."""
        if not self.is_bound or not self.is_valid():
            return cases.AskedCases()
        given = self.cleaned_data
        office = given.get("office")
        return cases.AskedCases(
            words=given["words"],
            mechanism=given["mechanism"],
            office=office.pk if office else "",
            which=given["which"] or "open",
        )


class AssignForm(forms.Form):
    """This form will choose somebody of the office."""

    account = forms.ModelChoiceField(Account.objects.none(), label=_("Give the case to"), to_field_name="username")

    def __init__(self, *args: Any, case: cases.Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        account = self.fields["account"]
        assert isinstance(account, forms.ModelChoiceField)
        account.queryset = who_can_work_at(case.office_id)


def who_can_work_at(office: str) -> QuerySet[Account]:
    """This function will give those of an office who can be given a case."""
    found: QuerySet[Account] = Account.objects.filter(
        office=office, is_active=True, grants__role__in=MAY["work on cases"]
    )
    return found.distinct().order_by("username")


class HandOverForm(forms.Form):
    """This form will ask whose cases go to whom: those of the office, and of them who can take cases."""

    leaver = forms.ModelChoiceField(Account.objects.none(), label=_("Whose cases"), to_field_name="username")
    account = forms.ModelChoiceField(Account.objects.none(), label=_("Give them to"), to_field_name="username")

    def __init__(self, *args: Any, head: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leaver, account = self.fields["leaver"], self.fields["account"]
        assert isinstance(leaver, forms.ModelChoiceField)
        assert isinstance(account, forms.ModelChoiceField)
        leaver.queryset = Account.objects.filter(office=head.office_id).order_by("username")
        account.queryset = who_can_work_at(head.office_id)

    def clean(self) -> dict[str, Any]:
        """This method will refuse to hand somebody's cases to the same person."""
        given = super().clean() or {}
        if given.get("leaver") and given.get("leaver") == given.get("account"):
            self.add_error("account", _("Choose somebody else."))
        return given


class ReasonForm(forms.Form):
    """This form will ask for a reason."""

    reason = forms.CharField(label=_("Reason"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class CloseForm(ReasonForm):
    """This form will ask why a case is closed before its procedure ends."""

    kind = forms.ChoiceField(
        label=_("Ground"), choices=[each for each in cases.Closure.Kind.choices if each[0] != "reopened"]
    )
    field_order = ("kind", "reason")


class SendForm(ReasonForm):
    """This form will ask to which office a case goes, whether the person agreed, and why."""

    to = forms.ModelChoiceField(Office.objects.none(), label=_("To the office"), to_field_name="code")
    consent = forms.ChoiceField(
        label=_("Consent of the person"),
        choices=[("given", _("The person agreed")), ("not-needed", _("No consent is needed by law"))],
        widget=forms.RadioSelect,
    )
    field_order = ("to", "consent", "reason")

    def __init__(self, *args: Any, case: cases.Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, forms.ModelChoiceField)
        to.queryset = Office.objects.exclude(pk=case.office_id)


class NoteForm(forms.Form):
    """This form will take a note."""

    text = forms.CharField(label=_("Note"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class WhereForm(forms.Form):
    """This form will ask whoever brought a matter for its number and code."""

    number = forms.CharField(label=_("Number of the case"), max_length=40)
    code = forms.CharField(label=_("Code"), max_length=40, help_text=_("Sixteen letters and digits."))
