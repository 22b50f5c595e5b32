"""What the pages themselves refuse."""

from django.utils.translation import gettext_noop as _

from tirek.refusals import Refusal


class FormFromElsewhere(Refusal):
    """A form came without the proof that it was one of ours (OWASP, cross-site request forgery)."""

    id = "form-from-elsewhere"
    sentence = _("This form could not be accepted.")
    hint = _("It may have been open for too long. Go back, reload the page and send it again. Cookies must be allowed.")


class TooManyAttempts(Refusal):
    """Somebody, or a machine, tries too often."""

    id = "too-many-attempts"
    sentence = _("Too many attempts.")
    hint = _("Wait a few minutes and try again.")


class UploadTooLarge(Refusal):
    """A file larger than its page takes."""

    id = "upload-too-large"
    sentence = _("The file has more than %(limit)s MB, which is as much as this page takes.")
    hint = _("Make its pictures smaller, or send it in parts.")


class PostUnreadable(Refusal):
    """A post of several parts that did not arrive whole, or is not written as RFC 7578 has it."""

    id = "post-unreadable"
    sentence = _("What was sent did not arrive whole; nothing of it is kept.")
    hint = _("Send it again.")


class PostTooLarge(Refusal):
    """A post of more bytes than the house takes at once."""

    id = "post-too-large"
    sentence = _("More than %(limit)s MB were sent at once.")
    hint = _("Send the files in several posts, or make pictures and films smaller.")


class AnswersMissing(Refusal):
    """A post without answers, or with two of them."""

    id = "answers-missing"
    sentence = _("Exactly one answered form was expected in what was sent (xml_submission_file).")
    hint = _("Send it again with a program that follows OpenRosa.")


class NothingKeptNow(Refusal):
    """The database, its disk or the keys are away: nothing is acknowledged that could be lost."""

    id = "nothing-kept-now"
    sentence = _("Nothing can be kept just now, and nothing of what was sent was.")
    hint = _("Keep it on the device and send it again later. It is safe there.")
