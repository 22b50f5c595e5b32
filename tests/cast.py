"""The people of the tests, each in an office, their accounts opened as an installation opens them."""

from __future__ import annotations

from pathlib import Path

from tirek.directory import Account, Office, Region, Role, load_country, open_account

COUNTRY = Path(__file__).parents[1] / "countries" / "kazakhstan"
NATIONAL, AKTOBE, ALMATY = "HRC", "HRC-15", "HRC-75"
PASSWORD = "a-password-of-the-tests"


def office(code: str = NATIONAL) -> Office:
    """An office of the country, which is loaded where it was not yet."""
    if not Region.objects.exists():
        load_country(folder=COUNTRY, with_synthetic=True)
    return Office.objects.get(pk=code)


def somebody(username: str, role: Role, at: str = NATIONAL, *, language: str = "en") -> Account:
    """The account of this name, opened when it is first asked for; as a request would find it, its roles unread."""
    if not Account.objects.filter(username=username).exists():
        open_account(
            username=username, password=PASSWORD, office=office(at), roles=frozenset({role}), language=language
        )
    found: Account = Account.objects.select_related("office").get(username=username)
    return found


def aigul() -> Account:
    """The coordinator of the national office."""
    return somebody("aigul", Role.COORDINATOR)


def marat() -> Account:
    """A monitoring officer of the national office."""
    return somebody("marat", Role.MONITORING)


def saule() -> Account:
    """A finance officer of the national office."""
    return somebody("saule", Role.FINANCE)


def viktor() -> Account:
    """A viewer of the national office."""
    return somebody("viktor", Role.VIEWER, language="ru")


def bolat() -> Account:
    """The auditor, of the national office."""
    return somebody("bolat", Role.AUDITOR)


def gulnara() -> Account:
    """A reviewer of the national office, who approves what others wrote."""
    return somebody("gulnara", Role.REVIEWER, language="kk")


def ingrid() -> Account:
    """One who answers for a fund at a donor, and sees that fund alone."""
    return somebody("ingrid", Role.DONOR)


def dana() -> Account:
    """A monitoring officer in Aktobe."""
    return somebody("dana", Role.MONITORING, AKTOBE, language="kk")


def timur() -> Account:
    """A monitoring officer in Almaty."""
    return somebody("timur", Role.MONITORING, ALMATY)


def asel() -> Account:
    """An officer in Aktobe, who takes complaints."""
    return somebody("asel", Role.OFFICER, AKTOBE, language="kk")


def yerlan() -> Account:
    """The head of the office in Aktobe."""
    return somebody("yerlan", Role.SUPERVISOR, AKTOBE)


def olga() -> Account:
    """An officer in Almaty, who has no business in Aktobe."""
    return somebody("olga", Role.OFFICER, ALMATY, language="ru")


def zarina() -> Account:
    """A member of the preventive group, who visits places of detention."""
    return somebody("zarina", Role.MONITOR)


def madina() -> Account:
    """The analyst of the national office, who studies how services run."""
    return somebody("madina", Role.ANALYST)


def ruslan() -> Account:
    """The administrator: accounts, devices, mechanisms, and not one answer."""
    return somebody("ruslan", Role.ADMINISTRATOR)


OF_MECHANISMS = (asel, yerlan, olga, zarina, ruslan)
"""Those who work with mechanisms; they see nothing of programmes."""
EVERYONE = (aigul, marat, saule, viktor, bolat, gulnara, ingrid, dana, timur, *OF_MECHANISMS)
