"""What is asked of a log in words: a filter, and a length of time. In the language of whoever reads."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tirek import mining
from tirek.mining import Filter

UNITS = ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s"))


def told(each: Filter) -> str:
    """This function will say a filter in words."""
    match each:
        case mining.During():
            return _("from %(since)s until %(until)s") % {"since": each.since or "…", "until": each.until or "…"}
        case mining.Usual():
            return _("the usual ways: %(share)s %% of cases") % {"share": round(each.share * 100)}
        case mining.OfVariant():
            return _("the way: %(way)s") % {"way": " → ".join(each.activities)}
        case mining.Having():
            names = {"column": each.column, "values": ", ".join(each.values)}
            return (_("%(column)s is not %(values)s") if each.not_ else _("%(column)s: %(values)s")) % names
        case mining.Between():
            return _("%(column)s from %(least)s to %(most)s") % {
                "column": each.column,
                "least": "…" if each.least is None else each.least,
                "most": "…" if each.most is None else each.most,
            }
        case mining.Beginning():
            return _("begins with %(activities)s") % {"activities": ", ".join(each.activities)}
        case mining.Ending():
            return _("ends with %(activities)s") % {"activities": ", ".join(each.activities)}
        case mining.Following():
            names = {"before": each.before, "after": each.after}
            text = (
                _("%(after)s directly after %(before)s") if each.directly else _("%(after)s some time after %(before)s")
            )
            return _("not: %(said)s") % {"said": text % names} if each.not_ else text % names
        case mining.Lasting():
            return _("lasting from %(least)s to %(most)s") % {
                "least": took(each.least_s) or "…",
                "most": took(each.most_s) or "…",
            }
        case mining.Repeating():
            return _("%(activity)s at least %(n)s times") % {"activity": each.activity, "n": each.least}
        case mining.Cases():
            return _("chosen cases: %(n)s") % {"n": len(each.names)}
    raise TypeError(type(each))


def took(seconds: float | None) -> str:
    """This function will say a length of time in its two largest units: 3 d 4 h, 12 min, 0 s; and nothing for none."""
    if seconds is None:
        return ""
    left, said = round(abs(seconds)), []
    for size, unit in UNITS:
        count, left = divmod(left, size)
        if count:
            said.append(_unit(unit) % {"n": number_format(count, use_l10n=True, force_grouping=True)})
        if len(said) == 2 or (said and not count):
            break
    text = " ".join(said) or _unit("s") % {"n": 0}
    return f"−{text}" if seconds < 0 else text


def in_tenths(number: float) -> str:
    """This function will say a number with one decimal, rounded half up: what formats it for a language only cuts."""
    exact = Decimal(repr(number)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return str(number_format(exact, decimal_pos=1, use_l10n=True, force_grouping=True))


def _unit(unit: str) -> str:
    return {
        "d": pgettext("length of time", "%(n)s d"),
        "h": pgettext("length of time", "%(n)s h"),
        "min": pgettext("length of time", "%(n)s min"),
        "s": pgettext("length of time", "%(n)s s"),
    }[unit]
