"""What is asked when a plan is adopted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tirek import plans
from tirek.directory import Account
from tirek.plans import Programme


class Superseded(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A programme whose place the new one may take."""

    def label_from_instance(self, obj: Programme) -> str:
        """This method will name a programme by its code and title."""
        return f"{obj.code} {obj.title}"


class AdoptForm(forms.Form):
    """Whether the programme takes the place of another one; only asked where there is one."""

    supersedes = Superseded(
        queryset=Programme.objects.none(),
        to_field_name="code",
        required=False,
        label=_("Takes the place of"),
        empty_label=_("No other programme: it stands alone"),
        help_text=_(
            "For example, the Initiation Plan that this full project follows. It stays, and is marked as superseded."
        ),
    )

    def __init__(self, account: Account, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        found = plans.supersedable(account)
        if found.exists():
            self.fields["supersedes"].queryset = found  # type: ignore[attr-defined]
        else:
            del self.fields["supersedes"]
