"""Seeing every row where the database shows each account its own: for the house's own work, never for a page of one's.

Tables with row-level security ask two settings of the transaction: `tirek.account`, whose rows are shown, and
`tirek.house`, `all` for all of them. Neither set, they show none.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from django.db import connection, transaction


@contextmanager
def seeing(*, account: str, house: bool) -> Iterator[None]:
    """This function will show the rows of an account, or all, until it is left; then what was shown before.

    It is a transaction, for the settings end with one: whoever pools connections leaves nothing behind on any.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('tirek.account', true), current_setting('tirek.house', true)")
        before = cursor.fetchone()
        cursor.execute(_SET, [account, "all" if house else ""])
        yield
        cursor.execute(_SET, [each or "" for each in before])


_SET = "SELECT set_config('tirek.account', %s, true), set_config('tirek.house', %s, true)"


def seeing_all() -> AbstractContextManager[None]:
    """This function will show every row, for the house's own work."""
    return seeing(account="", house=True)
