"""How django-allauth behaves here: accounts are opened from the command line, and an error tells nobody who exists."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class NoSignup(DefaultAccountAdapter):
    """This class will close sign-up and say errors in the house's three languages."""

    error_messages: dict[str, Any] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Ask whoever runs the installation."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your password."),
        "rate_limited": _("Too many attempts. Wait a few minutes and try again."),
        "same_as_current": _("The new password must differ from the current one."),
        "too_many_login_attempts": _("Too many attempts. Wait a few minutes and try again."),
        "username_password_mismatch": _("This user name and password do not belong together."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """This function will say that nobody can open an account for themselves."""
        return False
