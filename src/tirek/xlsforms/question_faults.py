"""What can be wrong with the questions, groups and choices of a form."""

from __future__ import annotations

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class TypeMissing(Refusal):
    """A row with a name or a label but without a type."""

    id = "form-type-missing"
    sentence = gettext_noop("The row has no type.")
    hint = gettext_noop("Say what is asked, as in text, integer, select_one list.")


class TypeUnknown(Refusal):
    """A type that XLSForm does not have."""

    id = "form-type-unknown"
    sentence = gettext_noop("There is no type “%(kind)s”.")
    hint = gettext_noop("Mend its spelling, as in text, integer, date, select_one list.")


class TypeNotSupported(Refusal):
    """A type of XLSForm that this system does not take."""

    id = "form-type-not-supported"
    sentence = gettext_noop("The type “%(kind)s” is not supported here.")
    hint = gettext_noop("Use select_one with a choice_filter, or select_one_from_file.")


class NameMissing(Refusal):
    """A question or group without a name."""

    id = "form-name-missing"
    sentence = gettext_noop("The row has no name.")
    hint = gettext_noop("Give it a short name of letters, digits and underscores.")


class NameOdd(Refusal):
    """A name that cannot be one in the answers."""

    id = "form-name-odd"
    sentence = gettext_noop("“%(name)s” cannot be a name.")
    hint = gettext_noop(
        "A name begins with a letter and has letters, digits, underscores, hyphens and dots: no blanks."
    )


class NameTwice(Refusal):
    """Two things of one name in one group."""

    id = "form-name-twice"
    sentence = gettext_noop("“%(name)s” is the name of row %(other)s too.")
    hint = gettext_noop("Names are used once within a group, and names of repeats once in a form.")


class NameReserved(Refusal):
    """A name that clients use themselves."""

    id = "form-name-reserved"
    sentence = gettext_noop("The name “%(name)s” is reserved.")
    hint = gettext_noop("Choose another.")


class EndWithoutBegin(Refusal):
    """An end for which nothing was begun."""

    id = "form-end-without-begin"
    sentence = gettext_noop("There is no begin_%(kind)s to this end_%(kind)s.")
    hint = gettext_noop("Take the row away, or put the begin where it was forgotten.")


class EndOfAnother(Refusal):
    """An end that comes while something else is open."""

    id = "form-end-of-another"
    sentence = gettext_noop("This end_%(kind)s comes while the %(open)s “%(name)s” of row %(other)s is open.")
    hint = gettext_noop("End what was begun last first.")


class BeginWithoutEnd(Refusal):
    """A group or repeat that does not end."""

    id = "form-begin-without-end"
    sentence = gettext_noop("The %(kind)s “%(name)s” has no end.")
    hint = gettext_noop("Add a row end_%(kind)s where it ends.")


class GroupEmpty(Refusal):
    """A group in which nothing is shown: tablets do not open a form with one."""

    id = "form-group-empty"
    sentence = gettext_noop("Nothing is shown in the group “%(name)s”.")
    hint = gettext_noop("Put a question into it; what is only computed may stand outside of groups.")


class ListMissing(Refusal):
    """A choice from a list that is not there."""

    id = "form-list-missing"
    sentence = gettext_noop("There is no list “%(list)s” on the sheet choices.")
    hint = gettext_noop("Mend its spelling, or write the list.")


class ListNotRepeated(Refusal):
    """A choice among answers of which there is only one."""

    id = "form-list-not-repeated"
    sentence = gettext_noop("“%(name)s” is asked once only, so there is nothing to choose among.")
    hint = gettext_noop("Choose among the answers to a question within a repeat, or among a list.")


class ChoiceWithoutList(Refusal):
    """A choice that belongs to no list."""

    id = "form-choice-without-list"
    sentence = gettext_noop("The choice has no list_name, so nobody can choose it.")
    hint = gettext_noop("Name the list, or take the row away.")


class ChoiceWithoutName(Refusal):
    """A choice without a name."""

    id = "form-choice-without-name"
    sentence = gettext_noop("The choice has no name.")
    hint = gettext_noop("The name is what is kept as the answer.")


class ChoiceTwice(Refusal):
    """A choice twice in one list."""

    id = "form-choice-twice"
    sentence = gettext_noop("The choice “%(name)s” of the list “%(list)s” is in row %(other)s too.")
    hint = gettext_noop("Take one away, or give it another name.")


class ChoiceNameWithBlank(Refusal):
    """A blank in the name of a choice: where several are chosen, blanks part them."""

    id = "form-choice-name-with-blank"
    sentence = gettext_noop("The name of the choice “%(name)s” has a blank in it.")
    hint = gettext_noop("Write an underscore; the label may have blanks.")


class SecretCopied(Refusal):
    """A computed value that holds a marked answer and does not bear its mark."""

    id = "form-secret-copied"
    sentence = gettext_noop("“%(name)s” holds the answer “%(secret)s”, which is marked %(mark)s, and is not marked so.")
    hint = gettext_noop("Mark it %(mark)s too; where it holds answers of several marks, compute them apart.")


class SecretNamesAll(Refusal):
    """A name for the whole answered form that holds a marked answer."""

    id = "form-secret-in-instance-name"
    sentence = gettext_noop("The name of each answered form holds the answer “%(secret)s”, which is marked %(mark)s.")
    hint = gettext_noop(
        "Name forms by a day, a number or a place that is not marked: whoever sees the list sees the name."
    )
