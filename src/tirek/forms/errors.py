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


class SubmissionUnreadable(Refusal):
    """Bytes that are no answered form: cut off, not XML, or with constructions that no form needs."""

    id = "submission-unreadable"
    sentence = _("What was sent cannot be read as an answered form; nothing of it is kept.")
    hint = _("Send it again. If that does not help, keep the device as it is and tell the administrator.")


class SubmissionTooLarge(Refusal):
    """An answered form beyond all that a person fills."""

    id = "submission-too-large"
    sentence = _("An answered form has at most %(megabytes)s MB and %(elements)s answers; files are counted apart.")
    hint = _("Send what belongs together in several forms.")


class InstanceIdMissing(Refusal):
    """An answered form without the number by which it is known when it comes twice."""

    id = "instance-id-missing"
    sentence = _("The answers carry no number of their own (instanceID), so they could not be known again.")
    hint = _("Use a form and a program that give each answered form its instanceID, as OpenRosa asks.")


class NoSuchForm(Refusal):
    """A form, or a version of it, that was never installed here."""

    id = "no-such-form"
    sentence = _("There is no form %(form)s in version “%(version)s” here.")
    hint = _("Fetch the forms again on the device; what was filled in already stays there until it is sent.")


class FileNameRefused(Refusal):
    """The name of a file that is a path, or holds signs that no name has."""

    id = "file-name-refused"
    sentence = _("“%(name)s” is not the plain name of a file.")
    hint = _("Name the file with letters, figures, spaces, dots and hyphens, and send it again.")


class FileSentTwice(Refusal):
    """Two files of one name in one post, with different content."""

    id = "file-sent-twice"
    sentence = _("Two different files named “%(name)s” came at once.")
    hint = _("Rename one of them where it was answered, and send again.")


class OtherAnswersAlreadyKept(Refusal):
    """The number of answers that are kept already, with other bytes."""

    id = "other-answers-already-kept"
    sentence = _("Other answers are kept already under the same number. What came now is kept aside.")
    hint = _("A person of the office looks at both. Nothing needs to be sent again.")


class OtherFileAlreadyKept(Refusal):
    """The name of a file that is kept already with these answers, with other bytes."""

    id = "other-file-already-kept"
    sentence = _("Another file named “%(name)s” is kept already with these answers. What came now is kept aside.")
    hint = _("A person of the office looks at both. Nothing needs to be sent again.")


class AsideAlreadyFull(Refusal):
    """More and more different things under one number: a fault of a program, not of a person."""

    id = "aside-already-full"
    sentence = _("%(most)s different things came under the number of these answers. This one is not kept.")
    hint = _("Keep the device as it is and tell the administrator.")


class DeviceUnknown(Refusal):
    """A device that was never issued here, or another secret than its own: the two are never told apart."""

    id = "device-unknown"
    sentence = _("This device is not known here.")
    hint = _("Ask the head of the office to issue the device again, and scan the new code.")


class DeviceWithdrawn(Refusal):
    """A device that was withdrawn."""

    id = "device-withdrawn"
    sentence = _("This device was withdrawn. Nothing is taken from it any more.")
    hint = _("What is on it is not lost: ask the head of the office to issue it again, and scan the new code.")


class DeviceNameMissing(Refusal):
    """A device without a name by which the office knows it."""

    id = "device-name-missing"
    sentence = _("The device has no name, or one of more than %(longest)s letters.")
    hint = _("Give the name that is written on it, such as “Tablet 3”.")


class DeviceReasonMissing(Refusal):
    """A device that would be withdrawn without a reason."""

    id = "device-reason-missing"
    sentence = _("It was not said why the device is withdrawn.")
    hint = _("Say it in a few words: lost, broken, handed to somebody else.")


class DeviceAlreadyWithdrawn(Refusal):
    """A device that was withdrawn before."""

    id = "device-already-withdrawn"
    sentence = _("The device was withdrawn already.")
    hint = _("Nothing needs to be done.")


class FeedKeyUnnamed(Refusal):
    """A key for a spreadsheet without a name."""

    id = "feed-key-unnamed"
    sentence = _("The key has no name.")
    hint = _("Say which spreadsheet or computer it is for, so that you know it when you want to end it.")


class FeedQuestionUnknown(Refusal):
    """A question to the feed that it does not answer."""

    id = "feed-question-unknown"
    sentence = _("The feed does not answer %(question)s.")
    hint = _(
        "It knows $top, $skip, $select, $count, and $filter by __id, __office and __received with and; "
        "fetch the rest and filter it in the spreadsheet."
    )


class AnswersEncrypted(Refusal):
    """Answers that the device encrypted for somebody else: they are kept as they came, and cannot be read here."""

    id = "answers-encrypted"
    sentence = _("The device encrypted these answers itself; they are kept as they came and cannot be read here.")
    hint = _("Use the form as this house gives it: what arrives is encrypted here.")
