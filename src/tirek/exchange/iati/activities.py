"""The file: a project at hierarchy 1, and below it at hierarchy 2 the output with its money and its results.

The order of the elements is that of the schema, and the same records give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.utils.translation import gettext_noop as _
from lxml import etree

from tirek.exchange.iati.budgets import write_budgets
from tirek.exchange.iati.content import Content, content_of, content_problems
from tirek.exchange.iati.dates import write_status
from tirek.exchange.iati.documents import write_documents
from tirek.exchange.iati.narrative import DEFAULT, Texts, in_english, part, said
from tirek.exchange.iati.organisations import write_contact, write_participants, write_reporting
from tirek.exchange.iati.problem import Problem
from tirek.exchange.iati.problems import SEVERITIES, iati_problems
from tirek.exchange.iati.results import write_results
from tirek.exchange.iati.rules import XML_LANG
from tirek.exchange.iati.schema import VERSION
from tirek.exchange.iati.sectors import write_gender, write_sectors, write_tags
from tirek.exchange.iati.transactions import write_transactions
from tirek.plans import Programme

PROJECT, OUTPUT = "1", "2"
PARENT, CHILD = "1", "2"
GENERAL, OBJECTIVES = "1", "2"
INTERNAL = "A1"
OF_OUTPUTS = _("Outputs: %(outputs)s")
MADE_UP = "Made up, to show how Tirek works: not for publication."


@dataclass(frozen=True, slots=True)
class Export:
    """A programme as IATI: what is published, the file, and everything that is wrong with it."""

    content: Content
    xml: bytes
    problems: tuple[Problem, ...]


def iati_export(
    programme: Programme,
    *,
    as_of: Mapping[str, int] | None = None,
    today: date | None = None,
    generated: datetime | None = None,
) -> Export:
    """This function will export a programme, now or as of a position of every chain. Raises `PublisherUnreadable`."""
    content = content_of(programme, as_of=as_of, today=today, generated=generated)
    xml = xml_of(content)
    problems = [*content_problems(content), *iati_problems(xml)]
    return Export(content, xml, tuple(sorted(problems, key=lambda each: SEVERITIES.index(each.severity))))


def iati_xml(
    programme: Programme,
    *,
    as_of: Mapping[str, int] | None = None,
    today: date | None = None,
    generated: datetime | None = None,
) -> bytes:
    """This function will give a programme as IATI XML. Raises `PublisherUnreadable`."""
    return xml_of(content_of(programme, as_of=as_of, today=today, generated=generated))


def xml_of(content: Content) -> bytes:
    """This function will write the file."""
    root = etree.Element("iati-activities", {"version": VERSION, "generated-datetime": _moment(content)})
    if content.made_up:
        root.append(etree.Comment(f" {MADE_UP} "))
    _write_activity(root, content, PROJECT)
    if content.output_identifier:
        _write_activity(root, content, OUTPUT)
    xml: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return xml


def _moment(content: Content) -> str:
    return content.moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _write_activity(root: etree._Element, content: Content, hierarchy: str) -> None:
    programme, publisher = content.programme, content.publisher
    activity = part(
        root,
        "iati-activity",
        default_currency=programme.currency,
        hierarchy=hierarchy,
        last_updated_datetime=_moment(content),
    )
    activity.set(XML_LANG, DEFAULT)
    _write_identity(activity, content, hierarchy)
    write_participants(activity, content.taking)
    part(activity, "other-identifier", ref=_internal(content, hierarchy), type=INTERNAL)
    write_status(activity, content.dates)
    write_contact(activity, publisher)
    part(activity, "activity-scope", code=publisher.codes["scope"])
    part(activity, "recipient-country", code=publisher.codes["country"])
    write_sectors(activity, content.sectors)
    write_tags(activity, programme, publisher)
    write_gender(activity, programme, publisher)
    _write_defaults(activity, content)
    whole = hierarchy == OUTPUT or not content.output_identifier
    if whole:
        write_budgets(activity, content.budgets, programme.currency)
        write_transactions(activity, content.transactions, publisher, programme.currency)
    if hierarchy == PROJECT:
        write_documents(activity, content.documents)
    _write_relation(activity, content, hierarchy)
    if whole:
        write_results(activity, content.results)


def _write_identity(activity: etree._Element, content: Content, hierarchy: str) -> None:
    programme = content.programme
    identifier = content.identifier if hierarchy == PROJECT else content.output_identifier
    part(activity, "iati-identifier").text = identifier
    write_reporting(activity, content.publisher)
    part(activity, "title", in_english(programme.title))
    part(activity, "description", _about(programme), type=GENERAL)
    if programme.outcome:
        part(activity, "description", in_english(programme.outcome), type=OBJECTIVES)


def _about(programme: Programme) -> Texts:
    outputs = "; ".join(f"{each.number}. {each.title}" for each in programme.outputs.order_by("number"))
    return said(OF_OUTPUTS, outputs=outputs) if outputs else in_english(programme.title)


def _internal(content: Content, hierarchy: str) -> str:
    """The organisation's own number of the activity: what stands behind the last hyphen."""
    identifier = content.identifier if hierarchy == PROJECT else content.output_identifier
    return identifier.rpartition("-")[2]


def _write_defaults(activity: etree._Element, content: Content) -> None:
    codes = content.publisher.codes
    part(activity, "collaboration-type", code=codes["collaboration"])
    part(activity, "default-flow-type", code=codes["flow"])
    part(activity, "default-finance-type", code=codes["finance"])
    part(activity, "default-aid-type", code=codes["aid"])
    part(activity, "default-tied-status", code=codes["tied"])


def _write_relation(activity: etree._Element, content: Content, hierarchy: str) -> None:
    if content.output_identifier:
        other, kind = (content.output_identifier, CHILD) if hierarchy == PROJECT else (content.identifier, PARENT)
        part(activity, "related-activity", ref=other, type=kind)
