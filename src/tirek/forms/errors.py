"""What the room of forms refuses."""

from django.utils.translation.trans_null import gettext_noop as _

from tirek.refusals import Refusal


class TooManyForWorkbook(Refusal):
    """More submissions than are put into a workbook, which is made in memory."""

    id = "too-many-for-workbook"
    sentence = _("A workbook holds at most %(most)s submissions.")
    hint = _("Choose fewer days or one office, or take the CSV: it has no limit.")


class DraftChangedMeanwhile(Refusal):
    """A draft that was kept from another device after it was read here."""

    id = "draft-changed-meanwhile"
    sentence = _("This draft was changed from another device or window after it was opened here.")
    hint = _("Both are kept: what was written here goes on as a draft of its own.")


class DraftTooLarge(Refusal):
    """A draft of more than is taken in one piece."""

    id = "draft-too-large"
    sentence = _("A draft with its files may be %(most)s MB at most.")
    hint = _("It stays on your device. Send it, or take a file out of it.")
