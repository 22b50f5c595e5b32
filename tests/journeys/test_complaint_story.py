"""A complaint of ill-treatment, told in a browser from Aktobe to the Constitutional Court. All of it is made up."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.cast import AKTOBE, asel, ruslan, somebody, yerlan
from tests.filling import MECHANISMS
from tests.journeys.camera import Camera, camera_in, check_pictures
from tests.rooms.cases.complaint import do, opened
from tests.story import Story, telling
from tirek import cases, ledger, packs
from tirek.directory import Role

__all__ = ["telling"]

MONDAY = datetime(2026, 3, 16, 5, tzinfo=UTC)
WEEKS_LATER = datetime(2026, 4, 13, 5, tzinfo=UTC)
THE_ANSWER = datetime(2026, 4, 21, 5, tzinfo=UTC)
SUMMER = datetime(2026, 6, 15, 5, tzinfo=UTC)
ASTANA = "HRC-71"
TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "learn" / "complaint.md"
NAME, TELEPHONE = "Ойдан Шығарылған Сейтқали", "+77015550417"
COMPLAINT = {
    "channel": "office",
    "complaint_language": "kk",
    "complainant_kind": "self",
    "person_name": NAME,
    "sex": "male",
    "in_detention": "no",
    "may_contact": "as_told",
    "contact_ways": "call",
    "phone": TELEPHONE,
    "call_safety": "silent",
    "must_not_learn": "police",
    "must_not_learn_other": "Учаскелік инспектор үйіне келіп кетуі мүмкін",
    "reply_language": "kk",
    "has_others": "no",
    "body_kind": "police",
    "body_name": "Ақтөбе қаласының полиция басқармасы",
    "statement": "Жауап алу кезінде мені ұрды, бетіме полиэтилен пакет кигізді, кінәңді мойында деді.",
    "when_kind": "day",
    "happened_on": "2026-03-12",
    "region": "KZ-15",
    "town": "aktobe",
    "rights": "torture liberty",
    "torture_alleged": "yes",
    "treatment_kinds": "beating suffocation",
    "done_by": "officials",
    "injuries": "yes",
    "injuries_seen": "Сол жақ қабырғада көкшіл дақ",
    "medical_exam": "no",
    "medical_help_needed": "no",
    "immediate_risk": "no",
    "prosecutor_consent": "yes",
    "court_state": "none",
    "complained_before": "no",
    "remedies": "liability inspect",
    "has_attachments": "no",
    "process_consent": "yes",
    "private_life_consent": "yes",
    "name_consent": "yes",
    "consent_how": "signed",
    "true_account": "yes",
}
HAPPENED = [
    *("received", "intake", "tell-head", "register", "consideration-begins"),
    *("urgent-measures", "urgent-measures-taken"),
    *("admissibility", "inquiry", "hear-body", "conclusion", "answer", "recommend", "waiting-begins"),
    *("answer-late", "escalate", "court-application", "answer-came", "waiting-ends", "assess-answer", "follow-up"),
    *("followed-up", "court-decision", "court-has-decided", "close-case", "closed"),
]


def people() -> None:
    asel(), yerlan()
    somebody("madina", Role.OFFICER, ASTANA)
    somebody("serik", Role.SUPERVISOR, ASTANA)
    somebody("bolat", Role.AUDITOR)
    packs.install_pack(account=ruslan(), folder=MECHANISMS / "complaints")


def test_it_works(telling: Callable[[str, datetime], AbstractContextManager[Story]], tmp_path: Path) -> None:
    camera = camera_in(tmp_path)
    with telling("complaints", MONDAY) as story:
        story.enter(people)
        story.moves_to(MONDAY)
        number, code = taken_in_at_aktobe(story)
        camera.take("a-case", story.window("yerlan").locator("main"))
        camera.take("where-is-my-complaint", story.asks_where(number, code))
        sent_to_astana(story, number, code, camera)
        looked_into_and_recommended(story, number)
        finding = written_as_a_finding(story, number)

        story.moves_to(WEEKS_LATER)
        the_ministry_is_silent(story, number)
        camera.take("what-is-late-first", story.goes_to("serik", "/cases/work/").locator("main"))
        camera.take("a-silent-ministry", story.window("madina").locator("main"))
        put_to_the_constitutional_court(story, number)

        story.moves_to(THE_ANSWER)
        answered_late(story, number, finding)

        story.moves_to(SUMMER)
        decided_and_closed(story, number)
        expect(story.asks_where(number, code)).to_contain_text("Closed on 15 June 2026")
        all_of_it_can_be_believed(story, number)
    check_pictures(TUTORIAL, camera)


def taken_in_at_aktobe(story: Story) -> tuple[str, str]:
    """Asel takes it in in Kazakh; torture is spoken of, and the head of the office knows it the same day."""
    story.sends("asel", "intake", COMPLAINT)
    number, code = story.opens("asel", "intake", "Полициядағы қатыгездік")
    assert number == "HRC-15-2026-00001"
    where = story.asks_where(number, code)
    expect(where).to_contain_text("in Aktobe region")
    expect(where).to_contain_text("It is being worked on")
    expect(where).not_to_contain_text(NAME)

    told = {"head_told_at": "2026-03-16T09:30", "told_how": "person", "told_what": "Ұрып-соғу туралы айтылды"}
    story.does("asel", number, "Tell the head of the office", told)
    registered = {
        "registered_on": "2026-03-16",
        "repeated": "no",
        "acknowledged_how": "person",
        "acknowledged_on": "2026-03-16",
        "code_given": "yes",
    }
    story.does("asel", number, "Register and acknowledge", registered)
    measures = {
        "measures_taken": "doctor evidence prosecutor",
        "person_agreed": "yes",
        "measures_why": "A doctor examines him today; the recordings of the cameras are asked for.",
    }
    page = story.does("yerlan", number, "Take urgent measures", measures)
    expect(page.locator("main")).to_contain_text(NAME)
    expect(page.locator("main")).to_contain_text("Call, but name the office to nobody else")
    expect(page.locator("main")).not_to_contain_text("Rules that were not kept")
    return number, code


def sent_to_astana(story: Story, number: str, code: str, camera: Camera) -> None:
    """With the person's consent, since the police of the region are complained of; who sent it sees no name after."""
    page = story.goes_to("yerlan", f"/cases/{number}/send/")
    page.get_by_label("To the office").select_option(ASTANA)
    page.get_by_label("The person agreed").check()
    page.get_by_label("Reason").fill("He now lives in Astana, and asks for an office that is not of this region.")
    page.locator("main form button").click()
    expect(page.locator("main")).to_contain_text("on its way")

    page = story.goes_to("serik", "/cases/work/")
    expect(page.locator("main")).to_contain_text("He now lives in Astana")
    expect(page.locator("main")).not_to_contain_text(NAME)
    camera.take("a-case-on-its-way", page.locator("main"))
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("main")).to_contain_text(NAME)
    expect(story.asks_where(number, code)).to_contain_text("in Astana")

    for who in ("asel", "yerlan"):
        page = story.goes_to(who, f"/cases/{number}/")
        expect(page.locator("body")).not_to_contain_text(NAME)
        expect(page.locator("body")).not_to_contain_text(TELEPHONE)
        page = story.goes_to(who, "/cases/?which=all")
        page.locator("[name=words]").fill("Сейтқали")
        page.locator("[role=search] button").click()
        expect(page.locator("[name=words]")).to_have_value("Сейтқали")
        expect(page.locator("main")).not_to_contain_text(number)
        page = story.goes_to(who, "/forms/intake/answers/")
        expect(page.locator("main a[href^='/forms/answers/']")).to_have_count(0)
    story.gives("serik", number, "madina")
    page = story.goes_to("madina", f"/cases/{number}/")
    page.get_by_role("link", name="Take the complaint in").click()
    expect(page.locator("main")).to_contain_text(COMPLAINT["statement"])


def looked_into_and_recommended(story: Story, number: str) -> None:
    """Admitted, looked into by one and decided by another, the body heard before anything is asked of it."""
    admitted = {"admission": "admitted", "admission_why": "Within the year, against a body of the executive."}
    story.does("serik", number, "Decide on admissibility", admitted)
    inquiry = {
        "inquiry_ways": "request visit",
        "facts_found": "The recording of the corridor has a gap of forty minutes.",
        "inquiry_next": "hearing",
    }
    story.does("madina", number, "Look into it", inquiry)
    heard = {
        "heard_body": "Police department of Aktobe",
        "asked_on": "2026-03-16",
        "heard_how": "writing",
        "body_said": "The recorder was being repaired.",
        "settlement_possible": "no",
    }
    story.does("madina", number, "Hear the body", heard)
    decided = {
        "outcome": "recommendation",
        "rights_violated": "Freedom from torture: article 17 of the Constitution",
        "conclusion_why": "The injuries agree with what was said; the gap in the recording does not excuse it.",
    }
    story.does("serik", number, "Decide the complaint", decided)
    answered = {
        "answered_on": "2026-03-16",
        "answered_how": "phone",
        "answer_language": "kk",
        "answer_text": "Уәкіл министрлікке ұсыным жіберді.",
    }
    story.does("madina", number, "Answer the person", answered)
    recommended = {
        "addressee": "Ministry of Internal Affairs",
        "recommended_on": "2026-03-16",
        "recommended_what": "Suspend those named, and have the case looked into by another department.",
    }
    page = story.does("madina", number, "Send the recommendation or petition", recommended)
    expect(page.locator("main")).to_contain_text("No step waits for anybody")


def written_as_a_finding(story: Story, number: str) -> str:
    """The ministry owes an answer; that is seen on its page, beside all else that it owes."""
    page = story.goes_to("madina", f"/findings/cases/{number}/")
    page.get_by_label("Theme").select_option("torture")
    page.get_by_label("Right", exact=True).select_option("no-torture")
    page.get_by_label("What was found").fill("A person was beaten while he was questioned.")
    page.get_by_role("button", name="Keep the finding").click()
    page.get_by_label("Authority").select_option("MIA")
    page.get_by_label("What it is asked to do").fill("Suspend those named.")
    page.get_by_role("button", name="Keep the recommendation").click()
    expect(page.locator("main")).to_contain_text("to be answered")
    return page.url.removeprefix(story.served.url)


def the_ministry_is_silent(story: Story, number: str) -> None:
    """Fifteen working days are over: the house asks what follows, and what is late stands before what is new."""
    newer: list[str] = []

    def another_complaint() -> None:
        madina = somebody("madina", Role.OFFICER, ASTANA)
        newer.append(opened(madina, torture_alleged="yes").case.number)
        do(madina, newer[0], "tell-head")

    story.enter(another_complaint)
    story.waits("serik", number, "Decide what follows silence or refusal")
    page = story.goes_to("serik", "/cases/work/")
    expect(page.locator("main tbody tr")).to_have_count(2)
    first = page.locator("main tbody tr").first
    expect(first).to_contain_text(number)
    expect(first).to_contain_text("late")
    page = story.goes_to("madina", "/authorities/MIA/")
    expect(page.locator("main")).to_contain_text(number)
    expect(page.locator("main")).to_contain_text("silent for")


def put_to_the_constitutional_court(story: Story, number: str) -> None:
    escalated = {
        "escalation": "constitutional_court",
        "escalation_why": "The order that lets a recorder be off without a word touches a right of everybody.",
    }
    story.does("serik", number, "Decide what follows silence or refusal", escalated)
    applied = {
        "court": "constitutional",
        "behalf": "community",
        "applied_on": "2026-04-13",
        "challenged": "Paragraph 12 of the (made up) order on recorders: to be found unconstitutional.",
    }
    story.does("madina", number, "Apply to the court", applied)


def answered_late(story: Story, number: str, finding: str) -> None:
    page = story.tells("madina", number, "body-answered")
    expect(page.locator("main")).to_contain_text("not kept")
    assessed = {
        "came_on": "2026-04-21",
        "answer_verdict": "accepted",
        "answer_meaning": "Three are suspended; the case was given to another department.",
    }
    story.does("madina", number, "Assess the answer", assessed)
    followed = {
        "looked_on": "2026-04-21",
        "followed": "done",
        "followed_how": "The order of suspension was shown.",
        "reprisals": "no",
        "look_again": "no",
    }
    story.does("madina", number, "See whether it was done", followed)
    page = story.goes_to("madina", finding)
    page.get_by_text("Keep an answer").click()
    page.get_by_label("What it says").select_option("accepted")
    page.get_by_label("Its answer").fill("Three are suspended.")
    page.get_by_role("button", name="Keep the answer").click()
    expect(page.locator("main")).to_contain_text("late")


def decided_and_closed(story: Story, number: str) -> None:
    decided = {"decided_on": "2026-06-10", "court_result": "granted", "court_words": "Paragraph 12 is void."}
    story.does("madina", number, "Record what the court decided", decided)
    closed = {"closed_as": "settled", "notice_on": "2026-06-15", "restored": "yes"}
    page = story.does("madina", number, "Close the case and give notice", closed)
    expect(page.locator("main")).to_contain_text("Closed")
    expect(page.locator("main")).not_to_contain_text("What waits")


def all_of_it_can_be_believed(story: Story, number: str) -> None:
    """What happened is what the drawing says, nothing is breached, and no row was changed behind the ledger."""
    found: dict[str, Any] = {}

    def look() -> None:
        with cases.sight_of_the_house():
            case = cases.Case.objects.get(number=number)
            found["steps"] = list(case.happenings.order_by("ordinal").values_list("step", flat=True))
            found["breaches"] = list(case.found_breaches.values_list("safeguard", flat=True))
            found["office"] = case.office_id
            found["opened in"] = case.opened_in_id
        found["differences"] = list(ledger.verify().differences)

    story.enter(look)
    assert found["steps"] == HAPPENED
    assert found["breaches"] == []
    assert (found["opened in"], found["office"]) == (AKTOBE, ASTANA)
    assert found["differences"] == []
    page = story.goes_to("bolat", "/ledger/")
    page.get_by_role("button", name="Verify the ledger and every row").click()
    expect(page.locator("main")).to_contain_text("No difference")
