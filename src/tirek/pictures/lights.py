"""The traffic light of an indicator: a word, a shape and a colour, so that none of them is needed alone."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from django.utils.translation import gettext, pgettext

from tirek.pictures import colours


class Light(StrEnum):
    """How an indicator stands against its target."""

    ON_TARGET = "on-target"
    BEHIND = "behind"
    NO_DATA = "no-data"

    @property
    def word(self) -> str:
        """This property will say the light in the language of the page."""
        words = {
            Light.ON_TARGET: pgettext("indicator", "On target"),
            Light.BEHIND: pgettext("indicator", "Behind"),
            Light.NO_DATA: pgettext("indicator", "No data"),
        }
        return words[self]

    @property
    def colour(self) -> str:
        """This property will give the colour of the light, at least 4.5:1 on white."""
        return {Light.ON_TARGET: colours.GOOD, Light.BEHIND: colours.WARNING, Light.NO_DATA: colours.QUIET}[self]

    @property
    def symbol(self) -> str:
        """This property will name the shape of the light, as Vega names shapes."""
        return {Light.ON_TARGET: "circle", Light.BEHIND: "triangle-up", Light.NO_DATA: "square"}[self]


def counted(lights: Iterable[Light]) -> str:
    """This function will say how many indicators stand how."""
    found = list(lights)
    if not found:
        return gettext("No indicator is followed here yet.")
    facts = {
        "good": found.count(Light.ON_TARGET),
        "behind": found.count(Light.BEHIND),
        "none": found.count(Light.NO_DATA),
        "all": len(found),
    }
    return gettext("Indicators: %(all)s. On target: %(good)s, behind: %(behind)s, without data: %(none)s.") % facts
