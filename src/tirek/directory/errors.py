"""What the directory refuses."""

from django.utils.translation import gettext_noop as _

from tirek.refusals import Refusal


class NotPermitted(Refusal):
    """The account holds no role that may do this."""

    id = "not-permitted"
    sentence = _("Your role does not allow this.")
    hint = _("Ask the coordinator of your office if you need it.")


class NotFound(Refusal):
    """There is no such thing, or not for this account: the two are never told apart."""

    id = "not-found"
    sentence = _("There is nothing here under that address.")
    hint = _("Check the address, or start again from the first page.")


class NationalOfficeMissing(Refusal):
    """A country folder without the office that sees the whole country."""

    id = "national-office-missing"
    sentence = _("offices.csv names no national office.")
    hint = _("Give one office the kind “national”; it sees the whole country.")


class UnknownCountryRow(Refusal):
    """A file of a country folder has a row that cannot be taken."""

    id = "unknown-country-row"
    sentence = _("%(file)s, row %(row)s: %(value)s cannot be read.")
    hint = _("Mend the row and load the country again.")


class CountryFileUnreadable(Refusal):
    """The file that says what the country is has something that cannot be taken."""

    id = "country-file-unreadable"
    sentence = _("country.yaml: %(problem)s cannot be read.")
    hint = _("Mend the file and load the country again.")


class AnotherCountry(Refusal):
    """A folder of another country than the one that this installation serves."""

    id = "another-country"
    sentence = _("This installation serves the country %(country)s; the folder is of %(other)s.")
    hint = _("An installation serves one country. Set up another one for another country.")


class CountryNotLoaded(Refusal):
    """Something asked about the country before its folder was loaded."""

    id = "country-not-loaded"
    sentence = _("The country was not loaded yet.")
    hint = _("Whoever runs the installation loads its folder: tirek country load FOLDER.")


class PlaceIncomplete(Refusal):
    """A place of detention that cannot be kept as it was written."""

    id = "place-incomplete"
    sentence = _("The place cannot be kept: %(problem)s")
    hint = _("Correct what is named and send it again.")


class SamePerson(Refusal):
    """A review by the one who wrote it."""

    id = "same-person"
    sentence = _("You wrote this yourself; a second person reviews it.")
    hint = _("Ask a colleague whose role may review.")


class AccountIncomplete(Refusal):
    """An account that cannot be opened as it was asked for."""

    id = "account-incomplete"
    sentence = _("The account cannot be opened: %(problem)s")
    hint = _("Choose another name, or a longer password that is not a common one.")
