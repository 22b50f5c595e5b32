"""Sign in, with the logins of a demonstration listed where there is one."""

from __future__ import annotations

from typing import Any

from allauth.account import views
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tirek.directory import Account, Role
from tirek.web.accounts.forms import ChangePassword, Reauthenticate, SignIn
from tirek.web.requests import page

ROLES = {
    Role.COORDINATOR: _("coordinator"),
    Role.MONITORING: _("monitoring officer"),
    Role.FINANCE: _("finance officer"),
    Role.VIEWER: _("viewer"),
    Role.AUDITOR: _("auditor"),
    Role.REVIEWER: _("reviewer"),
    Role.DONOR: _("donor"),
    Role.OFFICER: _("officer"),
    Role.SUPERVISOR: _("supervisor"),
    Role.MONITOR: _("member of the preventive group"),
    Role.ADMINISTRATOR: _("administrator"),
    Role.ANALYST: _("analyst of services"),
}
ENDED = {
    "idle": _("You were signed out because the page was left alone for a while. Sign in to go on."),
    "absolute": _("You were signed out because the session had lasted its full time. Sign in to go on."),
}


class SignInView(views.LoginView):
    """This page will ask who is there, and say why if a session has just ended."""

    form_class = SignIn

    def get_initial(self) -> dict[str, Any]:
        """This function will begin with the login chosen from the list of a demonstration."""
        return {**super().get_initial(), "login": self.request.GET.get("as", "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """This function will add the reason for being here and the logins of a demonstration."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["ended"] = ENDED.get(self.request.GET.get("ended", ""))
        context["demo_logins"] = demo_logins() if settings.DEMO else []
        return context


def demo_logins() -> list[tuple[str, str, str]]:
    """This function will list user name, role and office of every account of a demonstration."""
    accounts = Account.objects.filter(is_active=True).select_related("office").prefetch_related("grants")
    return [
        (each.username, ", ".join(str(ROLES[Role(grant.role)]) for grant in each.grants.all()), each.office.name)
        for each in accounts.order_by("office_id", "username")
    ]


sign_in = page("GET", "POST", public=True)(SignInView.as_view())
sign_out = page("GET", "POST", public=True)(views.LogoutView.as_view())
closed = page(public=True)(views.AccountInactiveView.as_view())
change_password = page("GET", "POST")(views.PasswordChangeView.as_view(form_class=ChangePassword))
reauthenticate = page("GET", "POST")(views.ReauthenticateView.as_view(form_class=Reauthenticate))
