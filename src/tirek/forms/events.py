"""What the room writes into the ledger. No detail carries an answer, a name of a person or a secret."""

from django.utils.translation import gettext_noop as _

from tirek.ledger import Event

ANSWERS_OPENED = Event("answers-opened", _("Answers to form %(form)s were opened."))
ATTACHMENT_OPENED = Event("attachment-opened", _("A file that came with answers to form %(form)s was opened."))
ASIDE_OPENED = Event("aside-opened", _("What was kept aside with answers to form %(form)s was opened."))
ANSWERS_EXPORTED = Event("answers-exported", _("Answers to form %(form)s were exported as %(kind)s: %(count)s."))
FEED_KEY_ISSUED = Event("feed-key-issued", _("A key for reading answers in a spreadsheet was issued."))
FEED_KEY_WITHDRAWN = Event("feed-key-withdrawn", _("A key for reading answers in a spreadsheet was withdrawn."))
DEVICE_ISSUED = Event("device-issued", _("A device of the office was issued: %(name)s."))
DEVICE_WITHDRAWN = Event("device-withdrawn", _("A device of the office was withdrawn: %(name)s."))
SUBMISSION_RECEIVED = Event("submission-received", _("Answers to form %(form)s came in, with %(files)s files."))
FILES_RECEIVED = Event("submission-files-received", _("%(files)s more files came for answers to form %(form)s."))
SET_ASIDE = Event(
    "submission-set-aside", _("Under the number of answers to form %(form)s something else came; it is kept aside.")
)
