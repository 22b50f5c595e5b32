"""What can be done in the directory."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from tirek.directory import events
from tirek.directory.errors import AccountIncomplete
from tirek.directory.models import Account, Office, Person, RoleGrant
from tirek.directory.permissions import Role
from tirek.ledger import OpenEntry, entry

SETUP = "setup"  # the actor of what is done from the command line by whoever runs the installation
IMPORTED = "imported"
NAME_LENGTH = 60
REGISTERING_PERSONS = 8_366_053  # the key of an advisory lock; any number that nothing else uses


@transaction.atomic
def open_account(
    *, username: str, password: str, office: Office, roles: frozenset[Role], language: str, email: str = ""
) -> Account:
    """This function will open an account with its roles; from the command line only.

    Raises `AccountIncomplete` for a name that is taken or no name, a password that is too weak, no e-mail address.
    """
    account = Account(username=username, office=office, language=language, email=email)
    try:
        validate_password(password, account)
        account.set_password(password)
        account.full_clean()
    except ValidationError as fault:
        raise AccountIncomplete(problem=" ".join(fault.messages)) from fault
    account.save()
    detail = {"office": office.pk, "roles": sorted(roles)}
    with entry(event=events.ACCOUNT_OPENED, office=office.pk, by=SETUP, detail=detail) as trace:
        trace.store_many(RoleGrant(account=account, role=role.value) for role in sorted(roles))
    return account


def keep_absent_account(*, username: str, office: Office) -> Account:
    """This function will keep somebody of another installation as a closed account: no password, no role, no way in.

    The name says that it was imported, and is made to differ where one of it is there.
    """
    taken = set(Account.objects.filter(username__contains=IMPORTED).values_list("username", flat=True))
    for number in itertools.count(1):
        ending = f" ({IMPORTED})" if number == 1 else f" ({IMPORTED} {number})"
        name = username[: NAME_LENGTH - len(ending)] + ending
        if name not in taken:
            break
    account = Account(username=name, office=office, is_active=False)
    account.set_unusable_password()
    account.save()
    return account


def grant_role(*, account: Account, role: Role) -> None:
    """This function will grant a role to an account, where it does not hold it yet; from the command line only."""
    if role in account.roles:
        return
    with entry(event=events.ROLE_GRANTED, office=account.office_id, by=SETUP, detail={"role": role.value}) as trace:
        trace.store(RoleGrant(account=account, role=role.value))
    del account.roles  # read once for each request: this one shall know


@transaction.atomic
def close_account(*, account: Account) -> None:
    """This function will close an account: it signs in no more, and all that it did stays; from the command line."""
    detail = {"account": str(account.pk)}
    with entry(event=events.ACCOUNT_CLOSED, office=account.office_id, by=SETUP, detail=detail):
        Account.objects.filter(pk=account.pk).update(is_active=False)


def choose_language(*, account: Account, language: str) -> None:
    """This function will keep the language in which an account reads; a preference, so the ledger is not told."""
    Account.objects.filter(pk=account.pk).update(language=language)


def hold_persons() -> None:
    """This function will let nobody else register persons until the transaction ends.

    What is read of persons stays true so long: two offices that register the same code do not meet in the table.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [REGISTERING_PERSONS])


def register_persons(*, trace: OpenEntry, sexes: Mapping[str, str]) -> dict[str, Person]:
    """This function will give the persons of these codes, registering those not yet known, within an open entry.

    A person on record keeps the sex on record; call `hold_persons` first and compare, as the entry of lists does.
    """
    hold_persons()
    known = {person.code: person for person in Person.objects.filter(code__in=sexes)}
    new = [Person(code=code, sex=sex) for code, sex in sorted(sexes.items()) if code not in known]
    trace.store_many(new)
    return known | {person.code: person for person in new}
