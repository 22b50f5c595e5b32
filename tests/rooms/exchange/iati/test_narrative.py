"""Texts in their languages, and what XML cannot hold."""

from __future__ import annotations

from django.utils.translation import gettext_noop, override
from lxml import etree

from tirek.exchange.iati.narrative import allowed, in_english, part, said
from tirek.exchange.iati.rules import XML_LANG

KNOWN = gettext_noop("Reports")  # translated since the first page
UNKNOWN = "Nobody ever translated this of %(what)s."


def root() -> etree._Element:
    return etree.Element("root")


def test_it_works() -> None:
    element = part(root(), "title", {"en": "Rights", "kk": "Құқықтар"}, type="1", empty="", none=None, iso_date="2022")
    assert dict(element.attrib) == {"type": "1", "iso-date": "2022"}
    assert [(each.get(XML_LANG), each.text) for each in element] == [(None, "Rights"), ("kk", "Құқықтар")]


def test_a_sentence_is_said_in_each_language_that_has_it() -> None:
    texts = said(KNOWN)
    assert texts["en"] == "Reports"
    assert set(texts) == {"en", "ru", "kk"}
    assert len(set(texts.values())) == 3


def test_a_sentence_that_is_not_translated_is_said_once() -> None:
    assert said(UNKNOWN, what="it") == {"en": "Nobody ever translated this of it."}


def test_the_language_of_whoever_asks_does_not_matter() -> None:
    with override("kk"):
        assert said(KNOWN)["en"] == "Reports"


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert allowed(" a\x00b\x0bc\ufffe\ud800 d\n") == "abc d"
    element = part(root(), "title", in_english("\x07Ring & <b>"))
    assert etree.fromstring(etree.tostring(element)).findtext("narrative") == "Ring & <b>"
