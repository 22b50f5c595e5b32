"""Where the fonts are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import ImageFont

from tests.rooms.reports.rendering.sample import LETTERS
from tirek.pictures import FontsMissing, fonts


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    fonts.fonts_directory.cache_clear()
    yield
    fonts.fonts_directory.cache_clear()


def test_it_works() -> None:
    assert all((fonts.fonts_directory() / name).is_file() for name in fonts.FILES)


def test_a_variable_may_name_another_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in fonts.FILES:
        (tmp_path / name).write_bytes(b"")
    monkeypatch.setenv("TIREK_FONTS", str(tmp_path))
    assert fonts.fonts_directory() == tmp_path


def test_refuses_with_a_sentence_when_a_font_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / fonts.FILES[0]).write_bytes(b"")
    monkeypatch.setenv("TIREK_FONTS", str(tmp_path))
    with pytest.raises(FontsMissing) as refused:
        fonts.fonts_directory()
    assert fonts.FILES[1] in str(refused.value)
    assert str(tmp_path) in str(refused.value)


@pytest.mark.parametrize("name", fonts.FILES)
def test_every_font_has_every_letter_of_kazakh(name: str) -> None:
    font = ImageFont.truetype(str(fonts.fonts_directory() / name), 20)
    missing = bytes(font.getmask("\U0010fffe"))
    assert all(bytes(font.getmask(letter)) != missing for letter in LETTERS.replace(" ", ""))
