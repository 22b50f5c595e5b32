"""What the indicators room refuses."""

from django.utils.translation import gettext_noop as _

from tirek.refusals import Refusal


class NoSuchFigure(Refusal):
    """No figure of that name in the programme."""

    id = "no-such-figure"
    sentence = _("There is no figure “%(key)s” in this programme.")
    hint = _("Choose a figure from the list.")


class BadDefinition(Refusal):
    """A figure's definition that cannot be taken."""

    id = "bad-figure-definition"
    sentence = _("The definition of figure %(code)s cannot be taken: %(problem)s.")
    hint = _("See programmes/README.md for what a definition holds.")
