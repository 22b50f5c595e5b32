"""What is said when a sealed thing cannot be opened."""

from __future__ import annotations

from tirek.refusals import Refusal


def gettext_noop(text: str) -> str:
    """This function will mark a text for translators, as Django's own does."""
    return text


class KeyMissing(Refusal):
    """The key of an office is not where the keys of this house lie, or it is another one than the one that sealed."""

    id = "key-missing"
    sentence = gettext_noop("The key that opens this is not here: office %(office)s.")
    hint = gettext_noop("Bring the folder of the keys back from where it is kept; nothing that is sealed was changed.")


class SealBroken(Refusal):
    """What is sealed was changed, or was moved from where it belongs."""

    id = "seal-broken"
    sentence = gettext_noop("What is kept here was changed or moved after it was sealed; it is not shown.")
    hint = gettext_noop("Tell the auditor: the ledger says when it was written and by whom.")


class KeysNowhere(Refusal):
    """The house was not told where the keys of the offices lie."""

    id = "keys-nowhere"
    sentence = gettext_noop("The house was not told where it keeps the keys of the offices, so nothing can be sealed.")
    hint = gettext_noop(
        "Name a folder outside the database in TIREK_KEYS, and keep a copy of it apart from the database's."
    )


class KeyErased(Refusal):
    """The share of a data key was destroyed, as somebody decided; nothing that it sealed can be read again."""

    id = "key-erased"
    sentence = gettext_noop("What was kept here was erased; nobody can read it again.")
    hint = gettext_noop("The ledger says when it was erased, and who decided it. No backup brings it back.")
