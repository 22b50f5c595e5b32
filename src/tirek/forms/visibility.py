"""Which answers an account may read, and which fields of them: one rule for list, count, page, export and feed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from django.db.models import Q, QuerySet

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


class Holder(Protocol):
    """Something above this room that answers may belong to. Who sees it sees them; the office alone does not."""

    def shut(self, account: Account) -> Q:
        """This method will say which submissions no list gives the account, though its office received them."""

    def through(self, account: Account) -> Q:
        """This method will say which submissions the account may open since it sees what they belong to."""

    def hidden(self, account: Account, submission: Submission) -> frozenset[str]:
        """This method will name the marks that are hidden from the account in one submission, whatever its role."""


_holders: list[Holder] = []


def held_by(holder: Holder) -> None:
    """This function will let a holder be asked whenever answers are; none can be passed over."""
    _holders.append(holder)


def sight_of_one(account: Account, submission: Submission) -> Sight:
    """This function will say what the account sees of one submission, and refuse who sees nothing (`NotPermitted`).

    Answers are corrected in the office that received them: another keeps versions of its own.
    """
    seen = check_sight(account, submission.form)
    for holder in _holders:
        seen = replace(seen, hidden=seen.hidden | holder.hidden(account, submission))
    if submission.office_id != account.office_id and not account.office.is_national:
        seen = replace(seen, corrects=False)
    return seen


def submissions_for(account: Account) -> QuerySet[Submission]:
    """This function will give the submissions that the account may list: its office's, the national office's all.

    Of those that belong to something that it does not see, none.
    """
    found = _readable(account)
    for holder in _holders:
        found = found.exclude(holder.shut(account))
    return found if account.office.is_national else found.filter(office_id=account.office_id)


def submissions_to_open(account: Account) -> QuerySet[Submission]:
    """This function will give the submissions that the account may open: those it lists, and those of what it sees.

    They are found by their keys alone, so that who came to see one case learns nothing of the office it came from.
    """
    asked = Q(pk__in=submissions_for(account).order_by().values("pk"))
    for holder in _holders:
        asked |= holder.through(account)
    return _readable(account).filter(asked)


def _readable(account: Account) -> QuerySet[Submission]:
    """Of the forms that one of the roles may read at all."""
    if not can(account, "see answers"):
        return Submission.objects.none()
    roles = [role.value for role in account.roles]
    forms = PackForm.objects.filter(access__role__in=roles, access__sees=True, access__does__contains=["read"])
    return Submission.objects.filter(form__in=forms.values("pk"))
