"""The forms of django-allauth, labelled by the house: no placeholders, no links to what is not offered."""

from __future__ import annotations

from typing import Any

from allauth.account import forms
from django.utils.translation import gettext_lazy as _


class SignIn(forms.LoginForm):
    """Who is there?"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label(self, login=_("User name"), password=_("Password"))


class ChangePassword(forms.ChangePasswordForm):
    """A new password, for whoever knows the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label(self, oldpassword=_("Current password"), password1=_("New password"), password2=_("New password again"))
        self.fields["password1"].help_text = _(
            "At least 12 characters. Three words that do not belong together do well."
        )


class Reauthenticate(forms.ReauthenticateForm):
    """Is it still you?"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label(self, password=_("Password"))


def label(form: Any, **labels: Any) -> None:
    """This function will name fields in the house's words."""
    for name, words in labels.items():
        field = form.fields[name]
        field.label, field.help_text = words, ""
        field.widget.attrs.pop("placeholder", None)
