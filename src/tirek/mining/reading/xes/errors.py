"""What is said of an XES file that cannot be read, and what is told of one that was."""

from __future__ import annotations

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class XesBroken(Refusal):
    """A file that is not well-formed XML."""

    id = "xes-broken"
    sentence = gettext_noop(
        "%(name)s is no well-formed XML: a tag, a comment or a text on line %(line)s breaks its rules."
    )
    hint = gettext_noop("Export the log again; if a program wrote the file by hand, its texts were not escaped.")


class XesTagsCross(Refusal):
    """An end tag without its beginning."""

    id = "xes-tags-cross"
    sentence = gettext_noop("%(name)s is no well-formed XML: on line %(line)s a tag ends that is not the one to end.")
    hint = gettext_noop("Export the log again; a part of it may be missing in the middle.")


class XesReferenceUnknown(Refusal):
    """`&…;` that stands for nothing."""

    id = "xes-reference-unknown"
    sentence = gettext_noop("%(name)s is no well-formed XML: a “&” on line %(line)s stands for no character.")
    hint = gettext_noop("In XML “&” itself is written “&amp;”. Export the log again with a program that does so.")


class XesCharacterForbidden(Refusal):
    """A control character, or one that is none."""

    id = "xes-character-forbidden"
    sentence = gettext_noop("%(name)s is no well-formed XML: line %(line)s holds a character that XML forbids.")


class XesCutOff(Refusal):
    """A file that ends before its last tag."""

    id = "xes-cut-off"
    sentence = gettext_noop("%(name)s ends on line %(line)s, and the log does not. A part of the file is missing.")
    hint = gettext_noop("Copy or export it again. A log of which the end is missing gives wrong numbers.")


class XesDeclares(Refusal):
    """A file with a declaration of types or entities."""

    id = "xes-declares"
    sentence = gettext_noop("%(name)s declares a document type or entities on line %(line)s. No XES file needs that.")
    hint = gettext_noop(
        "Such declarations are used to make a reader read other files, or run out of memory. Remove it."
    )


class NoXes(Refusal):
    """XML of another kind."""

    id = "xes-other-root"
    sentence = gettext_noop("%(name)s is XML but no XES: its first element, on line %(line)s, is not “log”.")


class EncodingUnknown(Refusal):
    """An encoding that is not read."""

    id = "xes-encoding-unknown"
    sentence = gettext_noop("%(name)s says that its letters are encoded as “%(encoding)s”, which is not read.")
    hint = gettext_noop("Save it again as UTF-8.")


class EncodingWrong(Refusal):
    """Bytes that are no letters."""

    id = "xes-encoding-wrong"
    sentence = gettext_noop("Line %(line)s of %(name)s holds bytes that are no letters in %(encoding)s.")
    hint = gettext_noop("The file names another encoding than it was saved in. Save it again as UTF-8.")


class XesTooLongAPiece(Refusal):
    """One event or comment that is larger than any should be."""

    id = "xes-piece-too-long"
    sentence = gettext_noop("One event or comment of %(name)s, on line %(line)s, is longer than %(limit)s MB.")
    hint = gettext_noop("Export the log without documents inside its events.")


class TracesJoined(Refusal):
    """Several traces of one name."""

    id = "xes-traces-joined"
    sentence = gettext_noop("%(count)s traces have the name of an earlier one. Their events were taken as of one case.")
    hint = gettext_noop("If they are different cases, give them different names.")


class TracesUnnamed(Refusal):
    """Traces without a name."""

    id = "xes-traces-unnamed"
    sentence = gettext_noop(
        "%(count)s traces have no name, the first on line %(line)s. They are named by their number."
    )


class TracesRenamed(Refusal):
    """Traces with several names."""

    id = "xes-traces-renamed"
    sentence = gettext_noop("%(count)s more names of traces that have one already were left out.")


class AttributesTwice(Refusal):
    """An attribute given twice in one event or trace."""

    id = "xes-attributes-twice"
    sentence = gettext_noop("%(count)s attributes stand twice in one event. The last one was taken.")


class AttributesBelow(Refusal):
    """What a table of events has no place for."""

    id = "xes-attributes-below"
    sentence = gettext_noop("%(nested)s attributes of attributes and %(lists)s lists were left out.")


class AttributesIncomplete(Refusal):
    """Attributes without a key or a value."""

    id = "xes-attributes-incomplete"
    sentence = gettext_noop("%(count)s attributes have no key or no value and were left out.")


class ElementsUnknown(Refusal):
    """Elements that are not of XES."""

    id = "xes-elements-unknown"
    sentence = gettext_noop("%(count)s elements that XES does not know were left out.")


class NumbersNotRead(Refusal):
    """Values that are declared numbers and are none."""

    id = "xes-numbers-not-read"
    sentence = gettext_noop(
        "%(count)s values of “%(column)s” should be numbers and are not, the first “%(text)s” on line %(line)s. "
        "They are left out, their events are kept."
    )
