"""What can be wrong inside a file of a mechanism, whatever the file is about."""

from __future__ import annotations

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class TableUnreadable(Refusal):
    """A CSV file that is no table."""

    id = "pack-table-unreadable"
    sentence = gettext_noop("The file is no table.")
    hint = gettext_noop("The first row names the columns, each once; no row has more cells than that.")


class TableUntidy(Refusal):
    """A table written in another way than the one in which it would be written back."""

    id = "pack-table-untidy"
    sentence = gettext_noop("The table is not written as mechanisms are: commas, line feeds, quotes only where needed.")
    hint = gettext_noop("“tirek pack check --tidy” writes it so, and changes no cell.")


class ColumnsOther(Refusal):
    """A table with other columns than those of its kind."""

    id = "pack-columns-other"
    sentence = gettext_noop("The columns are %(found)s; they should be %(wanted)s.")
    hint = gettext_noop("Mend the first row. The order counts, so that every mechanism reads the same.")


class CellMissing(Refusal):
    """A cell that must say something."""

    id = "pack-cell-missing"
    sentence = gettext_noop("The cell is empty.")
    hint = gettext_noop("Every row says this; write it down.")


class RowTwice(Refusal):
    """Two rows about one thing."""

    id = "pack-row-twice"
    sentence = gettext_noop("%(key)s has a row already: row %(other)s.")
    hint = gettext_noop("Join the two rows.")


class YamlUnreadable(Refusal):
    """A YAML file that cannot be read."""

    id = "pack-yaml-unreadable"
    sentence = gettext_noop("The file cannot be read as YAML: %(said)s.")
    hint = gettext_noop("Look at the line and the one above it: a colon, a quote or an indent is wrong.")


class YamlNotPlain(Refusal):
    """YAML that refers within itself, or names what it should become."""

    id = "pack-yaml-not-plain"
    sentence = gettext_noop("The signs &, * and ! have no use here.")
    hint = gettext_noop("Write the text out, or put it between quotes.")


class YamlKeyTwice(Refusal):
    """A key given twice: which of the two would be meant?"""

    id = "pack-yaml-key-twice"
    sentence = gettext_noop("“%(key)s” stands there twice.")
    hint = gettext_noop("Join the two, or take one away.")


class YamlKeyOdd(Refusal):
    """A key that is a list or a map."""

    id = "pack-yaml-key-odd"
    sentence = gettext_noop("What stands before the colon is no word.")
    hint = gettext_noop("Put it between quotes if it is meant as a text.")


class YamlTooDeep(Refusal):
    """Parts within parts beyond what anybody can follow."""

    id = "pack-yaml-too-deep"
    sentence = gettext_noop("Parts lie within parts more than %(limit)s deep.")
    hint = gettext_noop("Take some of them apart.")


class KeyMissing(Refusal):
    """A key that the file must have."""

    id = "pack-key-missing"
    sentence = gettext_noop("There is no “%(key)s”.")
    hint = gettext_noop("Add it; docs/do/change-a-mechanism.md shows a whole file.")


class KeyUnknown(Refusal):
    """A key that means nothing."""

    id = "pack-key-unknown"
    sentence = gettext_noop("“%(key)s” is not known, so nothing in it has an effect.")
    hint = gettext_noop("Mend its spelling, or take it away.")


class ValueOther(Refusal):
    """A value of another kind than the key takes."""

    id = "pack-value-other"
    sentence = gettext_noop("“%(key)s” is “%(value)s”; it should be %(wanted)s.")
    hint = gettext_noop("Mend the value.")


class TextMissing(Refusal):
    """A text that lacks one of the mechanism's languages."""

    id = "pack-text-missing"
    sentence = gettext_noop("“%(key)s” is missing in %(language)s.")
    hint = gettext_noop("The mechanism says in pack.yaml that it speaks this language: translate the text.")


class LinkToNothing(Refusal):
    """A link in a text to a file that is not there."""

    id = "pack-link-to-nothing"
    sentence = gettext_noop("The text links to “%(path)s”, which is not in the folder.")
    hint = gettext_noop("Mend the link, or add the file.")


class TextEmpty(Refusal):
    """A text of no words."""

    id = "pack-text-empty"
    sentence = gettext_noop("The file says nothing.")
    hint = gettext_noop("Write it, or take the file away.")


class CellTooLong(Refusal):
    """A cell beyond what a spreadsheet holds."""

    id = "pack-cell-too-much"
    sentence = gettext_noop("The cell has more than %(limit)s letters.")
    hint = gettext_noop("Shorten it; longer texts belong into README.md.")
