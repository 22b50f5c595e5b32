"""The fonts of charts and documents: Noto Sans, which has every letter of Kazakh."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import tirek
from tirek.pictures.errors import FontsMissing

FAMILY = "Noto Sans"
FILES = ("NotoSans_400Regular.ttf", "NotoSans_700Bold.ttf", "NotoSans_400Regular_Italic.ttf")


@cache
def fonts_directory() -> Path:
    """This function will find the directory of the fonts: TIREK_FONTS, or where the front-end build puts them.

    Raises FontsMissing rather than let text vanish from a chart without a word.
    """
    built = Path(tirek.__file__).parent / "web" / "static" / "built" / "fonts"
    found = Path(os.environ.get("TIREK_FONTS") or built)
    for name in FILES:
        if not (found / name).is_file():
            raise FontsMissing(missing=name, directory=found)
    return found
