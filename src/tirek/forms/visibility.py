"""Which answers an account may read, and which fields of them: one rule for list, count, page, export and feed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from tirek.directory import Account, NotPermitted, can
from tirek.forms.models import Submission
from tirek.packs import Access, PackForm, access_of


@dataclass(frozen=True, slots=True)
class Sight:
    """What an account sees of the answers to a form: nothing, or all but the answers with these marks.

    `held_back` are the marks of what does not leave the house with an export: it may be more than what is hidden, where
    one role sees and another exports.
    """

    sees: bool
    hidden: frozenset[str] = frozenset()
    exports: bool = False
    held_back: frozenset[str] = frozenset()
    corrects: bool = False


def sight(account: Account, form: PackForm) -> Sight:
    """This function will say what the account sees of the answers to a form: the most that one of its roles sees.

    Where one of the roles hides an answer and another shows it, it is shown. It leaves with an export, or is corrected,
    only where a single role both sees it and may do that: two roles together allow no more than each of them does.
    """
    if not can(account, "see answers"):
        return Sight(sees=False)
    rows = [row for row in access_of(form, frozenset(role.value for role in account.roles)) if row.sees]
    rows = [row for row in rows if "read" in row.does]
    if not rows:
        return Sight(sees=False)
    taking = [row for row in rows if "export" in row.does]
    return Sight(
        sees=True,
        hidden=_hidden_by_all(rows),
        exports=bool(taking),
        held_back=_hidden_by_all(taking),
        corrects=any("correct" in row.does and not row.hidden for row in rows),
    )


def _hidden_by_all(rows: list[Access]) -> frozenset[str]:
    return frozenset.intersection(*(frozenset(row.hidden) for row in rows)) if rows else frozenset()


def check_sight(account: Account, form: PackForm) -> Sight:
    """This function will say what the account sees, and refuse who sees nothing (`NotPermitted`)."""
    seen = sight(account, form)
    if not seen.sees:
        raise NotPermitted(deed="see answers")
    return seen


def submissions_for(account: Account) -> QuerySet[Submission]:
    """This function will give the submissions that the account may read: its office's, the national office's all."""
    if not can(account, "see answers"):
        return Submission.objects.none()
    roles = [role.value for role in account.roles]
    forms = PackForm.objects.filter(access__role__in=roles, access__sees=True, access__does__contains=["read"])
    found = Submission.objects.filter(form__in=forms.values("pk"))
    return found if account.office.is_national else found.filter(office_id=account.office_id)
