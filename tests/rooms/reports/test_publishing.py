"""Writing, freezing and verifying a report, on the demonstration and a real database."""

from __future__ import annotations

from datetime import date

import psycopg
import pytest
from django.utils import translation

from tirek import evidence, indicators, ledger, plans, reports
from tirek.directory import Account
from tirek.directory.errors import NotPermitted
from tirek.indicators import Scope
from tirek.plans import ReasonMissing
from tirek.reports.errors import (
    FewPeopleApart,
    FigureUnknown,
    NoSuchReport,
    NothingWritten,
    NoTypedNumber,
    NumbersUnbound,
)

pytestmark = pytest.mark.usefixtures("demo")


def account(name: str) -> Account:
    return Account.objects.get(username=name)


def started(narrative: str, language: str = "en") -> reports.Report:
    coordinator = account("coordinator")
    programme = plans.programme(coordinator, "00143776")
    return reports.start_report(
        account=coordinator, programme=programme, title="A report", language=language, narrative=narrative
    )


def published(narrative: str, language: str = "en") -> reports.PublishedReport:
    return reports.publish_report(
        account=account("coordinator"), report=started(narrative, language), number=1, version=1
    )


def test_it_works() -> None:
    frozen = published("[[police-trained]] officers, [[police-trained:sex=female]] of them women.")
    values = {each["key"]: (each["value"], len(each["records"])) for each in frozen.figures}
    assert values["police-trained"] == ("125", 175)
    assert values["police-trained:sex=female"][0] == "44"
    assert reports.verify(frozen) == []


def test_a_number_typed_by_hand_stops_publication_until_it_is_excused() -> None:
    report = started("We trained 130 officers.")
    with pytest.raises(NumbersUnbound):
        reports.publish_report(account=account("coordinator"), report=report, number=1, version=1)
    (typed,) = reports.bind(report.texts.get().narrative, report.programme, language="en").typed
    reports.excuse_number(
        account=account("coordinator"), report=report, quote=typed.quote, sentence=typed.text, reason="From the press."
    )
    frozen = reports.publish_report(account=account("coordinator"), report=report, number=1, version=1)
    assert frozen.excuses[0]["reason"] == "From the press."


def test_an_excuse_holds_only_in_its_own_sentence() -> None:
    report = started("We trained 130 officers. In all there were 130 people.")
    first, second = reports.bind(report.texts.get().narrative, report.programme, language="en").typed
    reports.excuse_number(
        account=account("coordinator"), report=report, quote=first.quote, sentence=first.text, reason="Press."
    )
    left = reports.bind(
        report.texts.get().narrative, report.programme, language="en", excused=reports.excused(report)
    ).typed
    assert [claim.text for claim in left] == [second.text]


def test_refuses_an_excuse_without_a_reason() -> None:
    report = started("We trained 130 officers.")
    with pytest.raises(ReasonMissing):
        reports.excuse_number(account=account("coordinator"), report=report, quote="130", sentence="x", reason="  ")


def test_refuses_a_figure_that_does_not_exist() -> None:
    with pytest.raises(FigureUnknown):
        published("[[no-such-figure]] people.")


def test_refuses_a_withheld_cell() -> None:
    with pytest.raises(FigureUnknown):
        published("[[police-trained:region=KZ-62]] officers in Ulytau.")


def officers_more(count: int) -> None:
    """Officers who attended something on another topic, and nothing else."""
    coordinator, day = account("coordinator"), date(2023, 5, 2)
    activity = plans.activity(plans.programme(coordinator, "00143776"), "2.2")
    event = evidence.add_event(
        account=coordinator, activity=activity, title="More", topic="first-aid", starts=day, ends=day
    )
    rows = [f"KZ-MORE{number},male,Unit,KZ-71,police-officer" for number in range(count)]
    content = "\n".join(["person,sex,unit,region,role", *rows]).encode()
    file = evidence.store_attendance_file(account=coordinator, event=event, name="more.csv", content=content)
    evidence.record_attendance(account=coordinator, file=file)


def all_topics_and_two() -> reports.Report:
    coordinator = account("coordinator")
    programme = plans.programme(coordinator, "00143776")
    spec = dict(indicators.figure_definition(programme, "police-trained").spec)
    where = {name: values for name, values in spec["where"].items() if name != "topics"}
    every = spec | {"code": "every-topic", "where": where}
    two = spec | {"code": "two-topics", "where": where | {"topics": ["community-policing", "gender-based-violence"]}}
    indicators.define_figures(account=coordinator, programme=programme, specs=[every, two])
    return started("[[every-topic]] officers, [[two-topics]] of them on some topics.")


def test_refuses_two_figures_that_single_out_a_few_people() -> None:
    officers_more(indicators.SMALLEST - 1)
    with pytest.raises(FewPeopleApart):
        reports.publish_report(account=account("coordinator"), report=all_topics_and_two(), number=1, version=1)


def test_takes_two_figures_that_differ_by_enough_people() -> None:
    officers_more(indicators.SMALLEST)
    assert reports.publish_report(account=account("coordinator"), report=all_topics_and_two(), number=1, version=1)


def test_a_double_click_publishes_once() -> None:
    report = started("[[police-trained]] officers.")
    first = reports.publish_report(account=account("coordinator"), report=report, number=1, version=1)
    second = reports.publish_report(account=account("coordinator"), report=report, number=1, version=1)
    assert first.pk == second.pk
    assert report.publications.count() == 1


def test_a_frozen_figure_stays_when_evidence_comes_and_goes() -> None:
    frozen = published("[[police-trained]] officers, [[police-attendances]] attendances.")
    coordinator = account("coordinator")
    row = evidence.Attendance.objects.filter(event__activity__number="2.2").select_related("event__activity")[0]
    evidence.withdraw(account=coordinator, piece=row, reason="Signed for somebody else.")
    programme = plans.programme(coordinator, "00143776")
    now = indicators.evaluate(
        indicators.figure_definition(programme, "police-attendances").definition, Scope(programme.pk)
    )
    assert now.number == 174
    assert reports.verify(reports.published_report(frozen.pk)) == []


def test_a_new_version_of_a_definition_leaves_what_is_frozen() -> None:
    frozen = published("[[police-trained]] officers.")
    coordinator = account("coordinator")
    programme = plans.programme(coordinator, "00143776")
    spec = dict(indicators.figure_definition(programme, "police-trained").spec)
    spec["where"] = {"activities": ["2.3"]}
    indicators.define_figures(account=coordinator, programme=programme, specs=[spec])
    assert indicators.figure_definition(programme, "police-trained").version == 2
    assert reports.verify(reports.published_report(frozen.pk)) == []


def tamper(demo: dict[str, str], postgres, statement: str) -> None:
    url = postgres.superuser_url(demo["DATABASE_URL"].rpartition("/")[2])
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


def test_verification_names_a_row_that_was_changed_behind_the_ledgers_back(demo, postgres) -> None:
    frozen = published("[[police-trained]] officers, [[police-trained:sex=female]] women.")
    tamper(
        demo,
        postgres,
        "UPDATE directory_person SET sex = 'female' WHERE id = (SELECT p.id FROM directory_person p"
        " JOIN evidence_attendance a ON a.person_id = p.id WHERE p.sex = 'male' AND a.role = 'police-officer' LIMIT 1)",
    )
    differences = reports.verify(reports.published_report(frozen.pk))
    kinds = {(each.kind, each.figure) for each in differences}
    assert ("value", "police-trained:sex=female") in kinds
    assert ("row", None) in kinds
    assert any("45" in each.sentence for each in differences)


def test_verification_names_a_row_that_was_deleted(demo, postgres) -> None:
    frozen = published("[[police-attendances]] attendances.")
    tamper(
        demo,
        postgres,
        "DELETE FROM evidence_attendance WHERE id = (SELECT a.id FROM evidence_attendance a"
        " JOIN evidence_event e ON e.id = a.event_id"
        " WHERE e.topic = 'gender-based-violence' AND a.role = 'inspector' LIMIT 1)",
    )
    kinds = {each.kind for each in reports.verify(reports.published_report(frozen.pk))}
    assert {"value", "records", "row"} <= kinds


def test_verification_names_a_publication_whose_own_text_was_changed(demo, postgres) -> None:
    frozen = published("[[police-trained]] officers.")
    tamper(demo, postgres, f"UPDATE reports_publishedreport SET narrative = 'Nobody.' WHERE id = '{frozen.pk}'")
    assert {each.kind for each in reports.verify(reports.published_report(frozen.pk))} >= {"row"}


def test_verification_names_a_ledger_that_was_rewritten(demo, postgres) -> None:
    frozen = published("[[police-trained]] officers.")
    tamper(
        demo,
        postgres,
        "UPDATE ledger_entry SET hash = repeat('0', 64) WHERE position = (SELECT max(position) - 1 FROM ledger_entry)",
    )
    assert {each.kind for each in reports.verify(reports.published_report(frozen.pk))} >= {"root"}


def test_two_who_write_at_once_lose_nothing() -> None:
    report = started("First.")
    reports.write_text(account=account("coordinator"), report=report, narrative="Second.", base_version=1)
    with pytest.raises(reports.WrittenMeanwhile):
        reports.write_text(account=account("monitoring"), report=report, narrative="Other.", base_version=1)
    assert reports.latest_text(report).narrative == "Second."
    assert report.texts.count() == 2


def test_saving_the_same_text_again_keeps_no_new_version() -> None:
    report = started("First.")
    reports.write_text(account=account("coordinator"), report=report, narrative="First.", base_version=1)
    assert report.texts.count() == 1


def test_refuses_an_empty_report() -> None:
    with pytest.raises(NothingWritten):
        started("   ")


@pytest.mark.parametrize("username", ["finance", "viewer", "auditor"])
def test_refuses_a_writer_whose_role_does_not_write(username: str) -> None:
    report = started("First.")
    with pytest.raises(NotPermitted):
        reports.write_text(account=account(username), report=report, narrative="Mine.", base_version=1)


@pytest.mark.parametrize("username", ["monitoring", "finance", "viewer", "auditor", "aktobe"])
def test_refuses_a_publisher_who_is_no_coordinator(username: str) -> None:
    report = started("[[police-trained]] officers.")
    with pytest.raises(NotPermitted):
        reports.publish_report(account=account(username), report=report, number=1, version=1)


def test_an_officer_of_another_office_sees_no_draft() -> None:
    report = started("First.")
    with pytest.raises(NoSuchReport):
        reports.report(account("aktobe"), report.pk)
    with pytest.raises(NoSuchReport):
        reports.write_text(account=account("aktobe"), report=report, narrative="Mine.", base_version=1)


def test_each_publication_leaves_one_entry_and_the_ledger_verifies() -> None:
    before = ledger.heads()["HRC"]
    published("[[police-trained]] officers.")
    assert ledger.heads()["HRC"] == before + 2  # started, published
    assert ledger.verify().ok


@pytest.mark.parametrize(("language", "women"), [("en", "women"), ("ru", "женщин"), ("kk", "әйел")])
def test_a_publication_speaks_its_own_language(language: str, women: str) -> None:
    with translation.override("en"):
        frozen = published("[[police-trained:sex=female]] \n\n[[chart: police-trained by sex]]\n", language)
    (figure, _cell) = sorted(frozen.figures, key=lambda each: each["key"])
    assert women.lower()[:4] in str(frozen.figures).lower()
    assert figure["unit"]


def test_the_demonstration_publishes_in_three_languages_and_all_verify() -> None:
    found = list(reports.published())
    assert {each.report.language for each in found} == {"en", "ru", "kk"}
    assert {each.report.kind for each in found} >= {"page", "quarterly", "final"}
    assert [reports.verify(reports.published_report(each.pk)) for each in found] == [[]] * len(found)


def test_every_rendering_of_the_demonstration_holds_the_figure() -> None:
    frozen = reports.published_report(reports.published().get(report__language="en", report__kind="page").pk)
    assert "125" in reports.page_html(frozen, figure_url=lambda key: f"/f/{key}")
    assert reports.pdf(frozen).startswith(b"%PDF")
    assert reports.word(frozen).startswith(b"PK")
    assert "police-trained" in reports.figures_csv(frozen)


def test_nothing_published_leads_to_a_person() -> None:
    codes = set(evidence.Attendance.objects.values_list("person__code", flat=True))
    for each in reports.published():
        frozen = reports.published_report(each.pk)
        given_out = reports.page_html(frozen, figure_url=lambda key: key) + reports.figures_csv(frozen)
        assert not {code for code in codes if code in given_out}


def test_what_a_colleague_saved_meanwhile_is_not_published_unseen() -> None:
    report = started("[[police-trained]] officers.")
    reports.write_text(account=account("monitoring"), report=report, narrative="Another text.", base_version=1)
    with pytest.raises(reports.WrittenMeanwhile):
        reports.publish_report(account=account("coordinator"), report=report, number=1, version=1)
    assert not report.publications.exists()


def test_refuses_to_excuse_what_does_not_stand_in_the_text() -> None:
    with pytest.raises(NoTypedNumber):
        reports.excuse_number(
            account=account("coordinator"), report=started("None."), quote="9", sentence="9.", reason="So."
        )


def test_the_numbers_of_publications_have_no_gap() -> None:
    report = started("[[police-trained]] officers.")
    frozen = reports.publish_report(account=account("coordinator"), report=report, number=99, version=1)
    assert frozen.number == 1


def test_a_split_that_would_isolate_a_few_beside_another_is_withheld_and_verifies() -> None:
    officers_more(indicators.SMALLEST)
    officers_more(indicators.SMALLEST - 1)
    report = all_topics_and_two()
    draft = reports.drafted(report, reports.latest_text(report).narrative)
    frozen = reports.publish_report(account=account("coordinator"), report=report, number=1, version=1)
    shown = [reports.thaw_figure(each).splits for each in frozen.figures]
    assert [figure.splits for figure in draft.figures] == shown  # as a draft shows it, so it is published
    splits = {
        (each["key"], dimension): dict(cells) for each in frozen.figures for dimension, _title, cells in each["splits"]
    }
    every, two = splits["every-topic", "region"], splits["two-topics", "region"]
    both = [label for label in two if two[label] and every.get(label)]
    assert all(not 0 < int(every[label]) - int(two[label]) < indicators.SMALLEST for label in both)
    assert reports.verify(reports.published_report(frozen.pk)) == []


def test_nobody_is_isolated_by_all_that_the_demonstration_published() -> None:
    """Every figure and every cell shown, of every report, counted anew and held beside every other one."""
    groups: dict[frozenset[object], str] = {}
    for published_report in reports.published():
        frozen = reports.published_report(published_report.pk)
        for each in frozen.figures:
            key = indicators.parse_key(each["key"])
            programme = frozen.report.programme
            definition = indicators.figure_definition(programme, each["code"], each["version"]).definition
            scope = Scope(programme.pk, frozen.as_of, key.period)
            cells = [key.cell]
            for split, (dimension, _title, numbers) in zip(
                indicators.evaluate(definition, scope).splits if each["splits"] else (), each["splits"], strict=True
            ):
                names = [name for name, (_label, number) in zip(sorted(split.cells), numbers, strict=False) if number]
                cells += [(dimension, name) for name in names]
            for cell in cells:
                groups[indicators.people_behind(definition, scope, cell)] = f"{frozen.title}: {key} {cell}"
    assert len(groups) > 50
    assert not [
        (groups[few], groups[many])
        for few in groups
        for many in groups
        if few < many and len(many - few) < indicators.SMALLEST
    ]
