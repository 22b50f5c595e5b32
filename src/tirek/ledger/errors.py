"""What the ledger will not do."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from tirek.refusals import Refusal


class WriteWithoutTrace(Refusal):
    """This class will refuse a write of a traced row outside an open entry."""

    id = "write-without-trace"
    sentence = gettext_noop("%(table)s is traced: its rows are written only inside a ledger entry.")
    hint = gettext_noop("Open an entry and let it store, change or remove the row.")


class EntryAlreadyOpen(Refusal):
    """This class will refuse a second entry inside an open one: one act leaves one entry."""

    id = "entry-already-open"
    sentence = gettext_noop("The entry %(open)s is still open, so %(event)s cannot begin.")
    hint = gettext_noop("Pass the open entry on instead of opening another.")


class EntryClosed(Refusal):
    """This class will refuse a write through an entry that has ended."""

    id = "entry-closed"
    sentence = gettext_noop("The entry %(chain)s/%(position)s has ended and takes no more rows.")
    hint = gettext_noop("Write inside the block that opened the entry.")


class RowHasChanged(Refusal):
    """This class will refuse to change a row that someone else changed or removed since it was read."""

    id = "row-has-changed"
    sentence = gettext_noop("The record was changed or removed by someone else after it was read.")
    hint = gettext_noop("Read it again and repeat the change.")


class UnknownPosition(Refusal):
    """This class will refuse a ledger position that no entry holds."""

    id = "unknown-ledger-position"
    sentence = gettext_noop("The ledger has no entry %(chain)s/%(position)s.")
    hint = gettext_noop("Compare with the heads of the ledger; if the position was published, verify the ledger.")
