"""What the browser is served: complete, ours alone, legible in three languages, with contrast (WCAG 1.4.3)."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FRONT = ROOT / "front"
BUILT = ROOT / "src" / "tirek" / "web" / "static" / "built"
KAZAKH = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
FULL_FONTS = ("NotoSans_400Regular.ttf", "NotoSans_400Regular_Italic.ttf", "NotoSans_700Bold.ttf")


@cache
def text(name: str) -> str:
    path = BUILT / name
    assert path.exists(), f"{path} is not built: run “make assets”, or “npm ci && npm run build” in front/"
    return path.read_text(encoding="utf-8")


def test_it_works() -> None:
    assert ".tirek-header" in text("tirek.css")
    assert "htmx" in text("tirek.js")
    assert text("favicon.svg").startswith("<svg")


def test_every_file_that_the_stylesheet_names_is_there() -> None:
    named = set(re.findall(r"url\(([^)]+)\)", text("tirek.css")))
    files = {name.strip("\"'") for name in named if not name.strip("\"'").startswith("data:")}
    assert len(files) >= 16  # four scripts in four cuts
    assert not [name for name in files if not (BUILT / name).exists()]


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert not re.search(r"url\([\"']?(https?:)?//|@import", text("tirek.css"))
    addresses = set(re.findall(r"https?://[\w.-]+", text("tirek.js")))
    assert addresses <= {"http://www.w3.org", "https://github.com", "https://design-system.service.gov.uk"}


@pytest.mark.parametrize("mark", ["GDS Transport", "crown", "govuk-header__", "crest"])
def test_wears_nothing_that_belongs_to_a_government(mark: str) -> None:
    assert mark.lower() not in text("tirek.css").lower()


@pytest.mark.parametrize("cut", [("400", "normal"), ("400", "italic"), ("600", "normal"), ("700", "normal")])
def test_every_letter_of_kazakh_has_a_font_in_every_cut(cut: tuple[str, str]) -> None:
    weight, style = cut
    ranges: list[tuple[int, int]] = []
    for face in re.findall(r"@font-face\{([^}]+)\}", text("tirek.css")):
        rules = dict(rule.split(":", 1) for rule in face.split(";") if ":" in rule)
        if (rules.get("font-weight"), rules.get("font-style")) == (weight, style):  # that of signs has neither
            ranges += [span(each) for each in rules["unicode-range"].split(",")]
    missing = [x for x in KAZAKH + KAZAKH.lower() + "₸№«»—’" if not any(a <= ord(x) <= b for a, b in ranges)]
    assert not missing


def span(written: str) -> tuple[int, int]:
    """The code points of `U+400-45F`, of `U+4??`, or of `U+2116`."""
    first, _, last = written.strip()[2:].partition("-")
    return int(first.replace("?", "0"), 16), int((last or first).replace("?", "F"), 16)


@pytest.mark.parametrize("name", FULL_FONTS)
def test_the_renderers_have_their_whole_fonts(name: str) -> None:
    content = (BUILT / "fonts" / name).read_bytes()
    assert content[:4] == b"\x00\x01\x00\x00"
    assert len(content) > 300_000


def test_the_lock_file_names_no_registry() -> None:
    lock = json.loads((FRONT / "package-lock.json").read_text())
    assert not [name for name, each in lock["packages"].items() if "resolved" in each]
    assert all("integrity" in each for name, each in lock["packages"].items() if name)


def colour(name: str) -> str:
    house = (FRONT / "src" / "styles" / "_house.scss").read_text()
    found = re.search(rf"^\${name}: (#[0-9a-f]{{6}});", house, re.MULTILINE)
    assert found, name
    return found[1]


def luminance(colour: str) -> float:
    """The relative luminance of an sRGB colour (WCAG 2.2, definitions)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("paper", ["paper", "card", "sand"])
@pytest.mark.parametrize("ink", ["ink", "ink-soft", "teal", "teal-dark", "red", "green", "violet", "slate"])
def test_words_can_be_read_on_every_ground(ink: str, paper: str) -> None:
    assert contrast(colour(ink), colour(paper)) >= 4.5


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("card", "teal"),
        ("card", "red"),
        ("paper", "teal-deep"),
        ("gold-ink", "gold-wash"),
        ("teal-dark", "teal-wash"),
        ("ink-soft", "gold-wash"),
        ("red-dark", "red-wash"),
    ],
)
def test_words_can_be_read_on_colour(ink: str, ground: str) -> None:
    assert contrast(colour(ink), colour(ground)) >= 4.5


@pytest.mark.parametrize("edge", ["ink", "teal", "line-strong", "red"])
def test_the_edge_of_a_field_can_be_seen(edge: str) -> None:
    assert contrast(colour(edge), colour("paper")) >= 3.0  # WCAG 1.4.11


def test_contrast_knows_its_ends() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
