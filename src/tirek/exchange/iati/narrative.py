"""Texts of a file, in each language that there is one in, and the elements that hold them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext, override
from lxml import etree

from tirek.exchange.iati.rules import XML_LANG

DEFAULT = "en"
LANGUAGES = (DEFAULT, "ru", "kk")
Texts = Mapping[str, str]
"""A text by language; English is always there, and other languages where there is a translation."""


def in_english(text: str) -> dict[str, str]:
    """This function will give a text that exists in English alone."""
    return {DEFAULT: text}


def said(sentence: str, **facts: Any) -> dict[str, str]:
    """This function will say a sentence of ours in every language that it is translated into."""
    texts: dict[str, str] = {}
    for language in LANGUAGES:
        with override(language):
            texts[language] = gettext(sentence) % facts
    return {language: text for language, text in texts.items() if language == DEFAULT or text != texts[DEFAULT]}


def in_page_language(texts: Texts) -> str:
    """This function will give a text in the language of the page, in English where there is no other."""
    return texts.get((get_language() or DEFAULT)[:2], texts[DEFAULT])


def part(parent: etree._Element, tag: str, texts: Texts | None = None, **attributes: object) -> etree._Element:
    """This function will add an element with its narratives; an attribute that is empty or None is left out.

    `_` in the name of an attribute stands for `-`; what XML cannot hold is taken out of a text.
    """
    given = {name.replace("_", "-"): str(value) for name, value in attributes.items() if value not in (None, "")}
    element = etree.SubElement(parent, tag, given)
    for language, text in (texts or {}).items():
        narrative = etree.SubElement(element, "narrative")
        if language != DEFAULT:
            narrative.set(XML_LANG, language)
        narrative.text = allowed(text)
    return element


def allowed(text: str) -> str:
    """This function will leave out the characters that XML 1.0 cannot hold, and white space at either end."""
    return "".join(letter for letter in text if letter in "\t\n\r" or _is_char(ord(letter))).strip()


def _is_char(point: int) -> bool:
    return 0x20 <= point <= 0xD7FF or 0xE000 <= point <= 0xFFFD or point >= 0x10000
