"""`tirek remind`: send the reminders of today, as the background work does each working morning."""

from __future__ import annotations

import argparse
from collections import Counter

from tirek.command.failures import FINDINGS, FINE
from tirek.command.house import open_house
from tirek.command.verbs import Commands, verb

ABOUT = "Remind by e-mail of what is late or due: each account with an address, once a day."


def add_to(commands: Commands) -> None:
    """This function will add the verb."""
    reminding = verb(commands, "remind", remind, ABOUT, reading=False)
    reminding.add_argument("--days", type=_days, default=7, help="how many days ahead to look; default: 7")
    reminding.add_argument("--dry-run", action="store_true", help="show what would be sent, and send nothing")


def _days(text: str) -> int:
    days = int(text)
    if not 0 <= days <= 366:
        raise argparse.ArgumentTypeError("between 0 and 366")
    return days


def remind(options: argparse.Namespace) -> int:
    """This function will send the reminders of today, or show them; exit status 1 when one could not be sent."""
    open_house()
    from django.utils import timezone

    from tirek import monitoring, reports

    about = {"today": timezone.localdate(), "reported": reports.formal_reports_done_in, "days": options.days}
    if options.dry_run:
        for each in monitoring.reminders(**about):
            print(f"To {each.account.username}: {each.subject}\n\n{each.text}")
        return FINE
    states = Counter(each.state for each in monitoring.remind(**about))
    print(f"Sent: {states['sent']}. Sent before today: {states['already']}. Could not be sent: {states['failed']}.")
    return FINDINGS if states["failed"] else FINE
