"""What the pictures room says when it will not draw."""

from __future__ import annotations

from django.utils.translation.trans_null import gettext_noop

from tirek.refusals import Refusal


class FontsMissing(Refusal):
    """A font that charts and documents are set in is not where it should be."""

    id = "fonts-missing"
    sentence = gettext_noop("The fonts for charts and documents are missing: %(missing)s is not in %(directory)s.")
    hint = gettext_noop("Run “make setup”, or set TIREK_FONTS to a directory that holds the Noto Sans fonts.")
