"""The words that the script of a form's page says, in every language of the house: a form may change its language.

What stands in braces is filled in by the script.
"""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

WORDS = {
    # A question
    "error": _("Error:"),
    "needed": _("(must be answered)"),
    "required": _("This must be answered."),
    "constraint": _("This answer does not fit what the form asks for."),
    "guidance": _("More about this question"),
    "clear": _("Clear the answer"),
    "whole-number": _("Give a whole number, in figures."),
    "number": _("Give a number in figures, such as 12.5."),
    "number-between": _("A number from {from} to {to}, in steps of {step}."),
    "half-a-date": _("Give the whole date, or leave it empty."),
    "calendar": _(
        "Give the date in the calendar of this device; the form asks for another one, which is not offered here."
    ),
    "barcode": _("Type the code; it cannot be scanned here."),
    "acknowledge": _("I have read this"),
    "unsupported": _(
        "This kind of question ({kind}) cannot be answered in the browser. What was answered elsewhere is "
        "kept as it is."
    ),
    # Choices
    "choices": _("Choices"),
    "find": _("Find in the list"),
    "found": _("{count} of {all} shown"),
    "found-many": _("The first {count} of {all} are shown. Write a part of a word to find the others."),
    "no-choices": _("There is nothing to choose yet: it depends on other answers."),
    # An order
    "not-ranked": _("Not put in order yet."),
    "ranked": _("In this order, the first on top."),
    "keep-order": _("This order is right"),
    "up": _("Move up: {what}"),
    "down": _("Move down: {what}"),
    "moved": _("{what} is now number {place} of {all}."),
    # Places
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "accuracy": _("Accuracy, metres"),
    "no-place": _("Give latitude from −90 to 90 and longitude from −180 to 180, such as 50.2839 and 57.1669."),
    "use-place": _("Use the place of this device"),
    "looking": _("Looking for the place…"),
    "found-place": _("Found, within {metres} metres."),
    "place-denied": _(
        "This device does not tell its place to this page. It can be allowed in the settings of the browser."
    ),
    "place-unknown": _("The place could not be found. Write it in, or try again outdoors."),
    "way": _("One point to a line: latitude, a space, longitude. At least two points. No map is shown here."),
    "area": _(
        "One point to a line: latitude, a space, longitude. At least three points; the last is joined to the "
        "first. No map is shown here."
    ),
    "no-way": _("Give at least two points, one to a line: latitude, a space, longitude."),
    "no-area": _("Give at least three points, one to a line: latitude, a space, longitude."),
    # Files
    "file-limit": _("One file, up to {size} MB."),
    "file-too-large": _("{name} is larger than {size} MB. Choose a smaller file."),
    "file-empty": _("{name} is empty."),
    "file-remove": _("Remove the file"),
    "file-removed": _("The file was removed."),
    "file-shown": _("The picture {name}"),
    "file-loading": _("The file is being fetched…"),
    "file-missing": _("The file {name} could not be fetched. Try again, or remove it."),
    "file-again": _("Try again"),
    "megabytes": _("{size} MB"),
    "no-drawing": _("Nothing can be drawn here: attach a picture of it."),
    # What is asked several times
    "numbered": _("{name} {number}"),
    "none-yet": _("{name}: none yet."),
    "add": _("Add: {name}"),
    "add-another": _("Add another: {name}"),
    "remove": _("Remove"),
    "removed": _("Removed, with all that was answered there."),
    "undo": _("Take it back"),
    "undone": _("It is there again."),
    # Sections
    "section": _("Section {number} of {all}"),
    "sections": _("All sections"),
    "to-answer": _("to correct: {count}"),
    "continue": _("Continue"),
    "back": _("Back"),
    "send": _("Send"),
    "save-and-leave": _("Save and go on later"),
    "problem": _("There is a problem"),
    "form-language": _("Language of the form"),
    # Saving
    "saving": _("Saving…"),
    "saved-here": _("Saved on this device at {time}."),
    "saved-server": _("Saved at {time}."),
    "not-saved": _("Not saved."),
    "no-room": _(
        "This device has no room for the draft, or its browser keeps nothing. Send the form before you leave "
        "the page, or take a file out of it."
    ),
    "offline": _(
        "There is no connection. Go on filling: everything is kept on this device, and sent when the "
        "connection is back."
    ),
    "signed-out": _("You were signed out. What you wrote is kept on this device. Sign in again, and go on here."),
    "sign-in": _("Sign in"),
    "other-tab": _(
        "This draft is open in another window or tab of this browser. Go on there, or close it and open this "
        "page again."
    ),
    "changed-elsewhere": _(
        "This draft was changed on another device. What you write here is kept as a draft of its own; both "
        "are on the list."
    ),
    "draft-gone": _("There is no such draft any more: it was sent or discarded. You begin a new form."),
    "newer-version": _("There is a newer version of this form. You go on with the version that you began with."),
    "begin-anew": _("Begin with the newer version"),
    "not-secure": _("A form can be filled only over a protected connection: the address must begin with https."),
    "no-definition": _(
        "This form is not on this device, and the server cannot be reached. Open the form once while there "
        "is a connection; then it opens without one too."
    ),
    "no-instance": _("The answers that are to be corrected could not be fetched."),
    "broken-form": _("This form cannot be shown. Tell whoever keeps the mechanism what is written below."),
    # Sending
    "sent": _("Sent"),
    "sent-more": _("The answers have arrived. They are kept as they are; a correction is a new version."),
    "waiting": _("Waiting to be sent"),
    "waiting-unreachable": _(
        "The server cannot be reached. The answers are kept on this device and are sent when the connection "
        "is back and this page or the list of forms is open."
    ),
    "waiting-signed-out": _(
        "You were signed out. The answers are kept on this device and are sent when you have signed in again."
    ),
    "waiting-other-account": _(
        "Somebody else is signed in. The answers are kept on this device and are sent when you have signed in again."
    ),
    "refused": _("Not taken by the server"),
    "refused-more": _(
        "The answers are kept on this device, on the list of forms, until you send them again or erase them."
    ),
    "see-answers": _("See the answers"),
    "all-forms": _("All forms"),
    "fill-another": _("Fill this form again"),
    # The list
    "waiting-list": _("Waiting to be sent"),
    "here-list": _("Only on this device"),
    "send-now": _("Send now"),
    "sent-later": _("Sent now, having waited on this device: {title}."),
    "sent-count": _("Sent: {count}"),
    "refused-because": _("Not taken by the server: {why}"),
    "erase": _("Erase"),
    "erase-sure": _("“{title}” will be erased from this device and cannot be had back. Erase it?"),
    "erase-others": _("Erase them"),
    "of-others": _(
        "Answers of another account are kept on this device and wait for it to sign in: {count}. They cannot "
        "be read here."
    ),
}


def words_of() -> dict[str, dict[str, str]]:
    """This function will give all words in all languages of the house, for the script."""
    return {code: _in(code) for code, _name in settings.LANGUAGES}


def _in(language: str) -> dict[str, str]:
    with translation.override(language):
        return {key: gettext(words) for key, words in WORDS.items()}
