"""A special visit, told in a browser and by a device that loses its network: refused, visited again, then accepted."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import Page, expect

from tests.cast import NATIONAL, bolat, ruslan, somebody, zarina
from tests.collect import Collect, set_up
from tests.filling import MECHANISMS
from tests.javarosa.engine import java
from tests.story import Story, telling
from tirek import cases, ledger, packs
from tirek.directory import Role

__all__ = ["telling"]

MONDAY = datetime(2026, 3, 2, 5, tzinfo=UTC)
THE_VISIT = datetime(2026, 3, 3, 12, tzinfo=UTC)
A_WEEK_LATER = datetime(2026, 3, 10, 5, tzinfo=UTC)
REFUSED = datetime(2026, 3, 20, 5, tzinfo=UTC)
SUMMER = datetime(2026, 7, 14, 5, tzinfo=UTC)
PLACE = "Police department (made up), Almaty"
PICTURES = {"mould.jpg": b"\xff\xd8 mould beside the window" * 4000, "lamp.jpg": b"\xff\xd8 a lamp that is out" * 4000}
MATERIAL = "space light climate toilets washing clean hygiene clothing bedding food water"
HAPPENED = [
    *("plan-visit", "special-team", "visit-checklist", "closing-talk", "reprisals-watch", "draft-report"),
    *("group-agrees", "draft-report", "group-agrees", "send-recommendations", "authority-answer-came"),
    *("assess-recommendations", "follow-up-recommendations", "follow-up-visit", "follow-up-recommendations"),
    "to-council",
]


def people() -> None:
    zarina(), bolat()
    somebody("aliya", Role.SUPERVISOR, NATIONAL)
    somebody("daniyar", Role.OFFICER, NATIONAL)
    packs.install_pack(account=ruslan(), folder=MECHANISMS / "preventive-visits")


def test_it_works(telling: Callable[[str, datetime], AbstractContextManager[Story]]) -> None:
    with telling("preventive-visits", MONDAY) as story:
        story.enter(people)
        story.moves_to(MONDAY)
        number = planned_and_sent_out(story)
        device = issued(story)
        empty = device.fetch(device.forms()["visit-checklist"])

        story.moves_to(THE_VISIT)
        visited_without_a_network(story, number, device, filled(empty, "2026-03-03", light="not_met"))

        story.moves_to(A_WEEK_LATER)
        agreed_by_the_group(story, number)
        recommendation = recommended(story, number)

        story.moves_to(REFUSED)
        refused(story, number, recommendation)

        story.moves_to(SUMMER)
        visited_again(story, number, device, filled(empty, "2026-07-14", light="met"))
        accepted(story, number, recommendation)
        all_of_it_can_be_believed(story, number)


def planned_and_sent_out(story: Story) -> str:
    """The head of the office plans it, for a report of ill-treatment; the team leaves without a training first."""
    plan = {
        "planned_type": "special",
        "planned_place": PLACE,
        "chosen_for": "report",
        "planned_on": "2026-03-03",
        "planned_why": "Interviews at night, and cells without light.",
    }
    story.sends("aliya", "plan-visit", plan)
    number, _code = story.opens("aliya", "plan-visit", "A special visit")
    story.gives("aliya", number, "zarina")
    team = {
        "leaves_at": "2026-03-03T08:00",
        "special_experts": "lawyer doctor",
        "unannounced": "yes",
        "special_why": "Two relatives spoke of beating.",
    }
    page = story.does("zarina", number, "Send a team at once", team)
    expect(page.locator("main")).to_contain_text("Visit the place")
    return number


def issued(story: Story) -> Collect:
    return set_up(story.goes_to("aliya", "/"), "Tablet of the group")


def filled(empty: bytes, day: str, *, light: str) -> bytes:
    """The checklist as ODK's own engine keeps it: it asks nobody whether there is a network."""
    told: dict[str, Any] = {
        "visit/visit_date": day,
        "visit/visit_type": "special",
        "visit/announced": "no",
        "visit/region": "KZ-75",
        "visit/place_kind": "police",
        "visit/place_name": PLACE,
        "visit/team_expertise": "lawyer doctor",
        "visit/team_size": "3",
        "visit/team_lead": "Head of the group",
        "visit/persons_present": "7",
        "visit/women_present": "0",
        "visit/children_present": "0",
        "visit/held": "men remand",
        "visit/has": "none",
        "visit/areas": "material",
        "access/waited_minutes": "25",
        "access/access_rooms": "all",
        "access/access_registers": "all",
        "access/access_persons": "all",
        "access/photos_allowed": "yes",
        "access/earlier_state": "first",
        **{f"material/m_{each}": "met" for each in MATERIAL.split()},
        "material/m_light": light,
        "interviews/interviews_held": "no",
        "interviews/interviews_why_not": "Everybody was at court.",
        "concerns/concern_any": "no",
        "closing/recommendations_any": "no",
        "closing/closing_talk": "yes",
        "closing/no_names": "OK",
    }
    if light != "met":
        told["material/m_light_seen"] = "No window in cell 4; the lamp is out."
    for number, name in enumerate(PICTURES, 1):
        told[f"material_photos[{number}]/material_photo"] = name
        told[f"material_photos[{number}]/material_photo_shows"] = f"Cell {number}"
    return java().fill(empty, told)


def sent_over_a_bad_network(device: Collect, checklist: bytes) -> None:
    """Each of the two pictures is cut in the middle of its sending, and sent again: nothing comes twice."""
    mould, lamp = ({name: content} for name, content in PICTURES.items())
    device.is_cut_off(checklist, mould, after=0.5, more=True)
    assert device.send(checklist, mould, more=True)[0] == 202
    device.is_cut_off(checklist, lamp, after=0.9)
    assert device.send(checklist, lamp)[0] == 201
    assert device.send(checklist, lamp)[0] == 201  # the answer was lost on its way


def visited_without_a_network(story: Story, number: str, device: Collect, checklist: bytes) -> None:
    sent_over_a_bad_network(device, checklist)
    page = story.reads_newest("zarina", "visit-checklist")
    expect(page.get_by_text("No window in cell 4; the lamp is out.")).to_be_visible()
    expect(page.get_by_role("heading", name="Files that have not come")).to_have_count(0)
    expect(page.get_by_role("heading", name="Kept aside")).to_have_count(0)
    is_whole(page, PICTURES)
    page = story.goes_to_step("zarina", number, "Visit the place")
    expect(page.locator("main")).to_contain_text("Tablet of the group")
    story.is_done(page, number)
    talked = {
        "talked_on": "2026-03-03",
        "talked_with": "Head of the department",
        "told_at_once": "Light in cell 4.",
        "administration_said": "It will be looked at.",
        "told_no_reprisals": "yes",
    }
    story.does("zarina", number, "Closing talk", talked)


def is_whole(page: Page, pictures: dict[str, bytes]) -> None:
    """Each picture of the page has just the bytes that the device sent."""
    for name, content in pictures.items():
        address = page.locator(f"main a[href$='/{name}/'], main a[href$='/{name}']").first.get_attribute("href") or ""
        assert page.request.get(page.url.partition("/forms/")[0] + address).body() == content


def agreed_by_the_group(story: Story, number: str) -> None:
    """The group sends its report back once, and agrees to the second one."""
    asked = {"asked_reprisals_on": "2026-03-10", "asked_how": "lawyer", "reprisals_known": "no"}
    story.does("zarina", number, "Ask about reprisals", asked)
    draft = {
        "drafted_on": "2026-03-10",
        "recommendations_count": "1",
        "report_summary": "Cells without daylight.",
        "report_no_names": "yes",
    }
    story.does("zarina", number, "Draft the report", draft)
    disagreed = {"agreed_on": "2026-03-10", "report_agreed": "no", "agreed_words": "Say since when."}
    story.does("zarina", number, "Agree the report in the group", disagreed)
    story.does("zarina", number, "Draft the report", draft | {"report_summary": "No daylight for a year."})
    agreed = {"agreed_on": "2026-03-10", "report_agreed": "yes"}
    page = story.does("zarina", number, "Agree the report in the group", agreed)
    expect(page.locator("main")).to_contain_text("Send the recommendations")


def recommended(story: Story, number: str) -> str:
    page = story.goes_to("zarina", f"/findings/cases/{number}/")
    page.get_by_label("Theme").select_option("material")
    page.get_by_label("Right", exact=True).select_option("dignity")
    page.get_by_label("What was found").fill("Cells have no daylight.")
    page.get_by_label("Place").select_option(label=PLACE)
    page.get_by_role("button", name="Keep the finding").click()
    page.get_by_label("Authority").select_option("MIA")
    page.get_by_label("What it is asked to do").fill("Put windows into cells 4 and 5.")
    page.get_by_role("button", name="Keep the recommendation").click()
    expect(page.locator("main")).to_contain_text("to be answered")
    address = page.url
    sent = {"sent_to": "Ministry of Internal Affairs", "sent_on": "2026-03-10", "sent_count": "1"}
    story.does("aliya", number, "Send the recommendations", sent)
    return address.removeprefix(story.served.url)


def refused(story: Story, number: str, recommendation: str) -> None:
    story.tells("aliya", number, "authority-answered")
    story.gives("aliya", number, "daniyar")
    assessed = {
        "authority_came_on": "2026-03-20",
        "authority_verdict": "refused",
        "authority_words": "There is no money for windows this year.",
    }
    story.does("daniyar", number, "Assess the answers", assessed)
    followed = {
        "followed_on": "2026-03-20",
        "carried_out": "not",
        "carried_how": "By the letter itself.",
        "what_next": "visit",
    }
    story.does("daniyar", number, "See whether they are carried out", followed)
    says(story, recommendation, "refused", "There is no money for windows.")
    page = story.goes_to("daniyar", "/findings/?state=refused")
    expect(page.locator("main tbody tr").filter(has_text=number)).to_have_count(1)


def visited_again(story: Story, number: str, device: Collect, checklist: bytes) -> None:
    story.gives("aliya", number, "zarina")
    sent_over_a_bad_network(device, checklist)
    page = story.goes_to_step("zarina", number, "Visit the place again")
    story.is_done(page, number)


def accepted(story: Story, number: str, recommendation: str) -> None:
    story.gives("aliya", number, "daniyar")
    followed = {
        "followed_on": "2026-07-14",
        "carried_out": "done",
        "carried_how": "Two windows were seen by the group.",
        "what_next": "end",
    }
    story.does("daniyar", number, "See whether they are carried out", followed)
    page = says(story, recommendation, "accepted", "The windows were put in.")
    page.get_by_text("Keep what was seen").first.click()
    page.get_by_label("How much was done").select_option("done")
    page.get_by_label("What was seen").fill("Daylight in cells 4 and 5.")
    page.get_by_role("button", name="Keep what was seen").click()
    answers = page.locator("main h3")
    expect(answers).to_have_text(["20 March 2026: Refused", "14 July 2026: Accepted", "14 July 2026: Done"])
    page = story.goes_to("daniyar", "/findings/?state=refused")
    expect(page.locator("main")).not_to_contain_text(number)
    page = story.goes_to("daniyar", "/findings/?state=accepted")
    expect(page.locator("main")).to_contain_text(number)
    council = {"council_on": "2026-07-14", "for_annual_report": "yes", "council_words": "Carried out."}
    page = story.does("aliya", number, "Report to the Coordination Council", council)
    expect(page.locator("main")).to_contain_text("Closed")


def says(story: Story, recommendation: str, verdict: str, text: str) -> Page:
    """The answer of the authority is kept beside the recommendation."""
    page = story.goes_to("daniyar", recommendation)
    page.get_by_text("Keep an answer").click()
    page.get_by_label("What it says").select_option(verdict)
    page.get_by_label("Its answer").fill(text)
    page.get_by_role("button", name="Keep the answer").click()
    expect(page.locator("main")).to_contain_text(text)
    return page


def all_of_it_can_be_believed(story: Story, number: str) -> None:
    """What happened is what the drawing says, nothing is breached, and no row was changed behind the ledger."""
    found: dict[str, Any] = {}

    def look() -> None:
        with cases.sight_of_the_house():
            case = cases.Case.objects.get(number=number)
            found["steps"] = list(case.happenings.order_by("ordinal").values_list("step", flat=True))
            found["breaches"] = list(case.found_breaches.values_list("safeguard", flat=True))
        found["differences"] = list(ledger.verify().differences)

    story.enter(look)
    assert [each for each in found["steps"] if each in HAPPENED] == HAPPENED
    assert found["breaches"] == []
    assert found["differences"] == []
