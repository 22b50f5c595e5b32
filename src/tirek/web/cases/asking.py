"""What a reader asks for on the list of cases, and what is written where a case is acted in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirek import cases
from tirek.directory import MAY, Account, Authority, Office, authorities_on

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
        label=_("Number, name, telephone or place"),
        required=False,
        max_length=100,
        help_text=_("Whole words, in Kazakh or Russian, in Cyrillic or Latin letters; or the beginning of a number."),
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


class PartyForm(forms.Form):
    """This form will ask who somebody is, what may not be done when reaching them, and how they may be reached."""

    part = forms.ChoiceField(label=_("What they are in the case"), choices=cases.Party.Part.choices)
    kind = forms.ChoiceField(label=_("What they are by themselves"), choices=cases.Party.Kind.choices)
    authority = forms.ModelChoiceField(
        Authority.objects.none(),
        label=_("Authority"),
        required=False,
        empty_label=_("Not an authority"),
        help_text=_("Only of an authority: its name comes from the register."),
    )
    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    caution = forms.CharField(
        label=_("Caution"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Who must not learn of the case, when nobody may call. It is shown before anything else."),
    )
    telephone = forms.CharField(label=_("Telephone"), required=False, max_length=50)
    address = forms.CharField(
        label=_("Other ways to reach them"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        authority = self.fields["authority"]
        assert isinstance(authority, forms.ModelChoiceField)
        authority.queryset = authorities_on(timezone.localdate())

    def clean(self) -> dict[str, Any]:
        """This method will want an authority from the register of an authority, and a name of everybody else."""
        given = super().clean() or {}
        if given.get("kind") == cases.Party.Kind.AUTHORITY:
            if "authority" in given and given["authority"] is None:
                self.add_error("authority", _("Choose the authority."))
        elif "kind" in given:
            given["authority"] = None
            if not given.get("name"):
                self.add_error("name", _("Enter a name, or how the person is spoken of."))
        return given

    @property
    def said(self) -> dict[str, dict[str, str]]:
        """This property will give what was told of somebody, as it is sealed."""
        named = {"identity": ("name",), "caution": ("caution",), "contact": ("telephone", "address")}
        told = {part: {name: self.cleaned_data[name] for name in names} for part, names in named.items()}
        return {part: {name: text for name, text in texts.items() if text} for part, texts in told.items()}


class DocumentForm(forms.Form):
    """This form will take a file of a case. The file itself is read by the view, bounded."""

    file = forms.FileField(label=_("File"), required=False, help_text=_("At most 25 MB. It is sealed with its name."))
    said = forms.CharField(label=_("What it is"), required=False, max_length=300)


class LinkForm(forms.Form):
    """This form will ask to which case, and how the two have to do with each other."""

    other = forms.CharField(label=_("Number of the other case"), max_length=40)
    kind = forms.ChoiceField(
        label=_("How they have to do with each other"),
        choices=[
            ("linked", _("They have to do with each other")),
            ("repeats", _("This case repeats the other")),
            ("duplicate", _("They are the same, entered twice: this case goes on, the other is closed")),
        ],
        widget=forms.RadioSelect,
    )

    def clean_other(self) -> str:
        """This method will give the number as it is written in the house."""
        return str(self.cleaned_data["other"]).strip().upper()


class WithdrawForm(forms.Form):
    """This form will ask on what ground something is withdrawn."""

    ground = forms.ChoiceField(label=_("Ground"), choices=cases.WithdrawalGround.choices, widget=forms.RadioSelect)


class LevelForm(ReasonForm):
    """This form will ask who may know of a case, and why."""

    level = forms.ChoiceField(
        label=_("Who may know of it"), choices=cases.Confidentiality.choices, widget=forms.RadioSelect
    )
    field_order = ("level", "reason")


class ErasingForm(forms.Form):
    """This form will ask what is to be erased, on what ground, and whether it is understood."""

    what = forms.ChoiceField(label=_("What is to be erased"), widget=forms.RadioSelect)
    ground = forms.ChoiceField(label=_("Ground"), choices=cases.Erasure.Ground.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, parties: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        what.choices = [("case", _("The whole case")), *((str(each.row.pk), _called(each)) for each in parties)]


def _called(party: Any) -> str:
    names = next(iter((party.words or {}).get("identity", {}).values()), "") or str(party.row.authority or "")
    return " · ".join(filter(None, (party.row.get_part_display(), names)))


class VerdictForm(forms.Form):
    """This form will take what a second person decides."""

    verdict = forms.ChoiceField(
        label=_("Your decision"),
        choices=[("approved", _("Approve")), ("returned", _("Send back"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason for sending back"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("No name: it is kept in clear."),
    )
    understood = forms.BooleanField(label=_("I know that this cannot be undone"), required=False)

    def __init__(self, *args: Any, irreversible: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not irreversible:
            del self.fields["understood"]

    def clean(self) -> dict[str, Any]:
        """This method will want a reason of who sends back, and of who approves for ever that it is understood."""
        given = super().clean() or {}
        if given.get("verdict") == "returned" and not (given.get("reason") or "").strip():
            self.add_error("reason", _("A reason is needed."))
        if given.get("verdict") == "approved" and "understood" in self.fields and not given.get("understood"):
            self.add_error("understood", _("Say that you know it."))
        return given


class NoteForm(forms.Form):
    """This form will take a note."""

    text = forms.CharField(label=_("Note"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class WhereForm(forms.Form):
    """This form will ask whoever brought a matter for its number and code."""

    number = forms.CharField(label=_("Number of the case"), max_length=40)
    code = forms.CharField(label=_("Code"), max_length=40, help_text=_("Sixteen letters and digits."))
