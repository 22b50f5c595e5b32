"""The traffic light of an indicator: a word, a shape and a colour, so that none of them is needed alone."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from django.utils.translation import gettext, pgettext

from tirek.pictures import colours


class Light(StrEnum):
    """How an indicator stands against its target. Under way is what has not reached a target that is still to come."""

    ON_TARGET = "on-target"
    BEHIND = "behind"
    UNDER_WAY = "under-way"
    NO_TARGET = "no-target"
    NO_DATA = "no-data"

    @property
    def word(self) -> str:
        """This property will say the light in the language of the page."""
        words = {
            Light.ON_TARGET: pgettext("indicator", "On target"),
            Light.BEHIND: pgettext("indicator", "Behind"),
            Light.UNDER_WAY: pgettext("indicator", "Under way"),
            Light.NO_TARGET: pgettext("indicator", "No target"),
            Light.NO_DATA: pgettext("indicator", "No data"),
        }
        return words[self]

    @property
    def colour(self) -> str:
        """This property will give the colour of the light, at least 4.5:1 on white."""
        return _COLOURS[self]

    @property
    def symbol(self) -> str:
        """This property will name the shape of the light, as Vega names shapes."""
        return _SYMBOLS[self]


_COLOURS = {
    Light.ON_TARGET: colours.GOOD,
    Light.BEHIND: colours.WARNING,
    Light.UNDER_WAY: colours.BAR,
    Light.NO_TARGET: colours.QUIET,
    Light.NO_DATA: colours.QUIET,
}
_SYMBOLS = {
    Light.ON_TARGET: "circle",
    Light.BEHIND: "triangle-up",
    Light.UNDER_WAY: "diamond",
    Light.NO_TARGET: "cross",
    Light.NO_DATA: "square",
}


def counted(lights: Iterable[Light]) -> str:
    """This function will say how many indicators stand how."""
    found = list(lights)
    if not found:
        return gettext("No indicator is followed here yet.")
    parts = "; ".join(f"{light.word}: {found.count(light)}" for light in Light if light in found)
    return gettext("Indicators: %(count)s. %(parts)s.") % {"count": len(found), "parts": parts}
