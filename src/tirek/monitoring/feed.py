"""What is due as a calendar that other programs read (RFC 5545): titles, days and links, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from tirek.directory import Account
from tirek.monitoring.calendar import Due
from tirek.monitoring.errors import NoCalendarFeed
from tirek.monitoring.models import CalendarFeed
from tirek.monitoring.operations.calendar_feed import digest_of
from tirek.monitoring.permissions import can_see

REFRESH = timedelta(hours=12)


def account_of_calendar(token: str) -> Account:
    """This function will give the account whose calendar stands at a secret address.

    Raises `NoCalendarFeed` for an address that was revoked or never was, and for an account that is no longer active
    or no longer sees monitoring.
    """
    feed = CalendarFeed.objects.select_related("account__office").filter(digest=digest_of(token)).first()
    if feed is None or not can_see(feed.account):
        raise NoCalendarFeed
    account: Account = feed.account
    return account


def calendar_file(due: Iterable[Due], *, name: str, address: Callable[[Due], str], now: datetime) -> bytes:
    """This function will write what is due as whole-day events, under keys that stay the same from one asking on."""
    written = Calendar()
    written.add("prodid", "-//Tirek//monitoring//EN")
    written.add("version", "2.0")
    written.add("method", "PUBLISH")
    written.add("x-wr-calname", name)
    written.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for each in due:
        event = Event()
        event.add("uid", f"{each.programme.code}-{each.action.pk if each.action else 'report'}-{each.key}@tirek")
        event.add("dtstamp", now)
        event.add("dtstart", each.day)
        event.add("dtend", each.day + timedelta(days=1))
        event.add("summary", f"{each.what}, {each.when} ({each.programme.code})")
        event.add("url", address(each))
        event.add("transp", "TRANSPARENT")
        written.add_component(event)
    content: bytes = written.to_ical()
    return content
