"""Who funds, answers for, passes on and carries out a programme. Organisations only, never a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from lxml import etree

from tirek.exchange.iati.narrative import in_english, part
from tirek.exchange.iati.publisher import Organisation, Publisher
from tirek.money import Fund
from tirek.plans import Activity, Programme

FUNDING, ACCOUNTABLE, EXTENDING, IMPLEMENTING = "1", "2", "3", "4"
ROLES = {
    FUNDING: _("Funds the programme"),
    ACCOUNTABLE: _("Answers for it"),
    EXTENDING: _("Passes the money on"),
    IMPLEMENTING: _("Carries it out"),
}


@dataclass(frozen=True, slots=True)
class Participant:
    """An organisation and the part that it takes."""

    role: str
    organisation: Organisation

    @property
    def role_name(self) -> str:
        """This property will name the part that it takes, in the language of the page."""
        return gettext(ROLES[self.role])


@dataclass(frozen=True, slots=True)
class Taking:
    """Who takes part, and the parties of the plan that are left out because nobody lists them as organisations."""

    part: tuple[Participant, ...]
    unknown: tuple[str, ...]


def taking_part(programme: Programme, publisher: Publisher) -> Taking:
    """This function will name the organisations of a programme, by role and then by name."""
    donors = (
        Fund.objects.filter(programme=programme).exclude(donor="").order_by("donor").values_list("donor", flat=True)
    )
    printed = Activity.objects.filter(output__programme=programme).exclude(responsible_party="")
    parties = sorted({name for text in printed.values_list("responsible_party", flat=True) for name in _names(text)})
    carrying = [(name, publisher.organisation(name)) for name in parties]
    taking = (
        *_in_role(FUNDING, [donor_called(name, publisher) for name in donors] or [publisher.reporting]),
        Participant(ACCOUNTABLE, publisher.accountable),
        Participant(EXTENDING, publisher.extending),
        *_in_role(IMPLEMENTING, [each for _name, each in carrying if each is not None] or [publisher.reporting]),
    )
    return Taking(taking, tuple(name for name, known in carrying if known is None))


def donor_called(name: str, publisher: Publisher) -> Organisation:
    """This function will give the organisation of a fund's donor; one that is not listed has its name alone."""
    return publisher.organisation(name) or Organisation(name=in_english(name))


def _names(printed: str) -> Iterator[str]:
    for name in printed.replace(";", ",").replace("/", ",").split(","):
        if name.strip():
            yield name.strip()


def _in_role(role: str, organisations: Iterable[Organisation]) -> Iterator[Participant]:
    """Each organisation once, in the order of their English names."""
    named = {each.name["en"]: each for each in organisations}
    for _name, each in sorted(named.items()):
        yield Participant(role, each)


def write_reporting(activity: etree._Element, publisher: Publisher) -> None:
    """This function will write who reports."""
    each = publisher.reporting
    part(activity, "reporting-org", each.name, ref=each.ref, type=each.type)


def write_participants(activity: etree._Element, taking: Taking) -> None:
    """This function will write who takes part."""
    for each in taking.part:
        organisation = each.organisation
        part(
            activity,
            "participating-org",
            organisation.name,
            ref=organisation.ref,
            type=organisation.type,
            role=each.role,
        )


def write_contact(activity: etree._Element, publisher: Publisher) -> None:
    """This function will write how to reach the organisation: its website, and nothing of a person."""
    each = publisher.reporting
    contact = part(activity, "contact-info", type="1")
    part(contact, "organisation", each.name)
    if each.website:
        part(contact, "website").text = each.website
