"""What a verification can find, each kind with its sentence; no sentence tells what a record holds."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.utils.translation import gettext, gettext_noop

SENTENCES = {
    "entry-missing": gettext_noop("Entry %(chain)s/%(position)s is missing."),
    "entry-altered": gettext_noop("Entry %(chain)s/%(position)s was changed: it does not give its own hash."),
    "link-broken": gettext_noop("Entry %(chain)s/%(position)s does not follow from the entry before it."),
    "payload-missing": gettext_noop("The payload of entry %(chain)s/%(position)s is gone."),
    "payload-altered": gettext_noop("The payload of entry %(chain)s/%(position)s is not what was committed to."),
    "digests-altered": gettext_noop(
        "The row digests of entry %(chain)s/%(position)s are not those it was sealed with."
    ),
    "digests-stray": gettext_noop("Chain %(chain)s has row digests behind its last entry %(chain)s/%(position)s."),
    "head-wrong": gettext_noop("The head of chain %(chain)s is not its last entry %(chain)s/%(position)s."),
    "anchor-broken": gettext_noop("The anchored root %(key)s rests on entry %(chain)s/%(position)s, which is gone."),
    "anchor-differs": gettext_noop("The anchored root %(key)s is not the one that its entries give."),
    "row-altered": gettext_noop("A row of %(table)s is not as entry %(chain)s/%(position)s left it."),
    "row-missing": gettext_noop("A row of %(table)s that entry %(chain)s/%(position)s stored is gone."),
    "row-returned": gettext_noop("A row of %(table)s that entry %(chain)s/%(position)s removed is there."),
    "row-untraced": gettext_noop("A row of %(table)s was written without a trace."),
    "row-history-altered": gettext_noop(
        "Entry %(chain)s/%(position)s does not continue the history of a row of %(table)s."
    ),
    "table-unknown": gettext_noop("The ledger has rows of the table %(table)s, which is no longer traced."),
}


@dataclass(frozen=True)
class Difference:
    """This class will name one difference: its kind (a key of SENTENCES) and where it is.

    `chain` and `position` are those of the entry, for a row of the one that stored it last; `key` is the row's, for an
    anchor the root itself.
    """

    kind: str
    chain: str = ""
    position: int | None = None
    table: str = ""
    key: str = ""

    @property
    def message(self) -> str:
        """This property will say the difference in English."""
        return SENTENCES[self.kind] % asdict(self)

    @property
    def sentence(self) -> str:
        """This property will say the difference in the language of the reader."""
        return gettext(SENTENCES[self.kind]) % asdict(self)
