"""What is said of an object-centric log that cannot be read, and what is told of one that was."""

from __future__ import annotations

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class OcelBroken(Refusal):
    """A file that begins as OCEL does and is not built as it."""

    id = "ocel-broken"
    sentence = gettext_noop("%(name)s cannot be read as OCEL 2.0 in %(kind)s: %(reason)s.")
    hint = gettext_noop("The file may have been cut off on its way. Export it again.")


class NoOcel(Refusal):
    """JSON or a database that holds no such log."""

    id = "ocel-other-content"
    sentence = gettext_noop("%(name)s is %(kind)s, but no OCEL 2.0: “%(missing)s” is missing.")
    hint = gettext_noop("OCEL 1.0 is not read; convert it to OCEL 2.0.")


class OcelDeclares(Refusal):
    """XML with a declaration of types or entities."""

    id = "ocel-declares"
    sentence = gettext_noop("%(name)s declares a document type or entities. No OCEL file needs that.")
    hint = gettext_noop(
        "Such declarations are used to make a reader read other files, or run out of memory. Remove it."
    )


class OcelTooLarge(Refusal):
    """More than is read at once."""

    id = "ocel-too-large"
    sentence = gettext_noop(
        "%(name)s holds more than %(limit)s MB, which is the most that is read of OCEL in %(kind)s."
    )
    hint = gettext_noop("Save it as OCEL in XML, which is read piece by piece, or divide it by periods.")


class ObjectTypeNotSaid(Refusal):
    """Several types of objects, any of which could be the case."""

    id = "ocel-object-type-not-said"
    sentence = gettext_noop("%(name)s tells of several types of objects: %(types)s. Which of them are the cases?")
    hint = gettext_noop("Say it: --object-type and the name of one of them.")


class ObjectTypeUnknown(Refusal):
    """A type that no object has."""

    id = "ocel-object-type-unknown"
    sentence = gettext_noop("%(name)s has no objects of the type “%(type)s”. It has: %(types)s.")


class EventsRepeated(Refusal):
    """Events of several objects."""

    id = "ocel-events-repeated"
    sentence = gettext_noop(
        "%(count)s events belong to several objects of the type “%(type)s”. Each stands in the case of each of them, "
        "so that the log has %(more)s events more than the file."
    )
    hint = gettext_noop("Count such events by the column “ocel:eid”, not by rows.")


class EventsOfOthers(Refusal):
    """Events without an object of the type."""

    id = "ocel-events-of-others"
    sentence = gettext_noop("%(count)s events belong to no object of the type “%(type)s” and are left out.")


class ObjectsUnknown(Refusal):
    """Relations to objects that the file does not tell of."""

    id = "ocel-objects-unknown"
    sentence = gettext_noop("%(count)s times an event names an object that the file does not hold. They are left out.")


class ValuesNotNumbers(Refusal):
    """Values that are declared numbers and are none."""

    id = "ocel-values-not-numbers"
    sentence = gettext_noop("%(count)s values of “%(column)s” should be numbers and are not. They are left out.")


class ObjectsChanged(Refusal):
    """Attributes that changed."""

    id = "ocel-objects-changed"
    sentence = gettext_noop("%(count)s attributes of objects change in the course of time. The last value was taken.")
