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
