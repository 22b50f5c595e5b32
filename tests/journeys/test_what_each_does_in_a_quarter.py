"""A quarter of the programme, at the browser: what each of those who keep it does, and what each is refused."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import Served
from tests.journeys.people import published_report, sign_in

CODE = "00143776"
HEADINGS = "Activity,Fund,Account,Description,Date,Currency,Expenditure,Commitment"
# The demonstration's cost reports end with June 2023: these are of the quarter after it.
UNREADABLE = f"{HEADINGS}\n2.3,GP,71300,Settled late,2023-07-05,USD,much,0\n"
SETTLED = (
    f"{HEADINGS}\n"
    '2.3,GP,71300,"Training in Karaganda, settled late",2023-07-05,USD,"1,200.50",0\n'
    "2.3,GP,74500,Interpreter of the same training,2023-07-06,USD,80.00,0\n"
)


def now_as(page: Page, served: Served, who: str) -> None:
    """Somebody else sits down at the browser."""
    page.context.clear_cookies()
    sign_in(page, served, who)


def test_the_finance_officer_reconciles_what_the_ledger_printed(page: Page, served: Served, tmp_path: Path) -> None:
    sign_in(page, served, "finance")
    page.goto(f"{served.url}/money/{CODE}/costs/")
    take_in(page, tmp_path / "cdr-unreadable.csv", UNREADABLE)
    expect(page.get_by_text("Nothing was taken in: 1 row cannot be read.")).to_be_visible()
    expect(page.get_by_text("“much” is no amount.")).to_be_visible()
    take_in(page, tmp_path / "cdr-2023-q3.csv", SETTLED)
    expect(page.get_by_text("The report is taken in. Lines: 2.")).to_be_visible()
    expect(page.get_by_role("cell", name="Interpreter of the same training")).to_be_visible()
    page.goto(f"{served.url}/money/{CODE}/costs/unmatched/")
    row = page.get_by_role("row").filter(has_text="Interpreter of the same training")
    expect(row).to_contain_text("Account not budgeted")
    row.get_by_role("link", name="Assign").click()
    page.get_by_label("Activity", exact=True).select_option(
        label="2.3 Training on GBV response to local police in pilot regions"
    )
    page.get_by_label("Account", exact=True).fill("71300")
    page.get_by_label("Why it belongs there").fill("It was hired with the trainers.")
    page.get_by_role("button", name="Assign the line").click()
    expect(page.get_by_text("The line is assigned.")).to_be_visible()
    expect(page.get_by_text("Every line of the cost reports matches a row of the budget in force.")).to_be_visible()


def take_in(page: Page, file: Path, content: str) -> None:
    file.write_text(content)
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_label("First day that it covers").fill("2023-07-01")
    page.get_by_label("Last day that it covers").fill("2023-09-30")
    page.get_by_role("button", name="Take the report in").click()


def test_a_budget_is_drafted_by_one_person_and_approved_by_another(page: Page, served: Served) -> None:
    sign_in(page, served, "finance")
    page.goto(f"{served.url}/money/{CODE}/budget/draft/")
    page.get_by_label("Title", exact=True).fill("Closing the books")
    page.get_by_label("Why the budget changes").fill("What 1.1 did not need pays for materials of 1.3.")
    amounts = page.locator("input[name$=-amount]")
    amounts.nth(0).fill("9 800,00")
    page.get_by_role("button", name="Send for review").click()
    expect(page.get_by_text("The draft waits for the review of a second person.")).to_be_visible()
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)
    address = page.url
    now_as(page, served, "coordinator")
    page.goto(address)
    expect(page.get_by_role("cell", name="−200.00").first).to_be_visible()
    page.get_by_role("button", name="Send back").click()
    expect(page.get_by_text("A reason is needed.")).to_be_visible()
    page.goto(address)
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("The budget is approved and in force.")).to_be_visible()


def test_the_monitoring_officer_reports_and_a_reviewer_decides(page: Page, served: Served, tmp_path: Path) -> None:
    sign_in(page, served, "monitoring")
    page.goto(f"{served.url}/results/{CODE}/indicators/residents-consulted/report/2023-Q2/")
    files = [tmp_path / "list.csv", tmp_path / "minutes.txt"]
    for file in files:
        file.write_text("Made up for a test.")
    report_value(page, "90", "44", "39", files)
    expect(page.get_by_text(re.compile("adds up to 83.*the value is 90")).first).to_be_visible()
    report_value(page, "90", "48", "42", files)
    expect(page.get_by_text("The value is entered. It counts when a second person has approved it.")).to_be_visible()
    expect(page.get_by_text("You entered this version; somebody else approves it.")).to_have_count(0)  # may not review
    page.goto(f"{served.url}/results/{CODE}/")
    row = page.get_by_role("row").filter(has_text="Residents consulted")
    expect(row).to_contain_text("424")  # what was approved still counts
    now_as(page, served, "reviewer")
    page.goto(f"{served.url}/results/{CODE}/waiting/")
    page.get_by_role("link", name="Residents consulted in the pilot regions").first.click()
    expect(page.get_by_role("link", name="minutes.txt")).to_be_visible()
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("The value is approved, and counts.")).to_be_visible()
    page.goto(f"{served.url}/results/{CODE}/")
    expect(row).to_contain_text("431")


def report_value(page: Page, value: str, women: str, men: str, files: list[Path]) -> None:
    page.get_by_label("Value", exact=True).fill(value)
    page.get_by_label(re.compile("women", re.IGNORECASE)).fill(women)
    page.get_by_label(re.compile(": men", re.IGNORECASE)).fill(men)
    page.get_by_label("Note").fill("A list came late from Karaganda.")
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Report the value").click()


def test_the_monitoring_officer_follows_a_risk(page: Page, served: Served) -> None:
    sign_in(page, served, "monitoring")
    page.goto(f"{served.url}/monitoring/{CODE}/risks/")
    expect(page.get_by_text("rose").first).to_be_visible()
    page.goto(f"{served.url}/monitoring/{CODE}/risks/2/")
    page.get_by_label("Likelihood").select_option("2")
    page.get_by_label("Impact", exact=True).select_option("3")
    page.get_by_label("Owner").fill("Monitoring officer")
    page.get_by_label("Treatment").fill("The academies teach the course themselves.")
    page.get_by_role("button", name=re.compile("Assess|Write down")).click()
    expect(page.get_by_text("The academies teach the course themselves.").first).to_be_visible()


def test_a_report_of_one_fund_is_started_approved_and_published(page: Page, served: Served) -> None:
    sign_in(page, served, "coordinator")
    page.goto(f"{served.url}/reports/of/{CODE}/start/")
    page.get_by_label("Kind and period").select_option("quarterly:2023-Q1")
    page.get_by_label("Of what").select_option(label="GP GP, as the plan prints it")
    page.get_by_role("button", name="Start the report").click()
    expect(page.get_by_text("The report is started")).to_be_visible()
    address = page.url
    expect(page.get_by_role("button", name="Freeze and publish")).to_have_count(0)
    expect(page.locator("#narrative")).to_have_value(re.compile(r"\[\[expenditure-fund-gp-\w+@2023-Q1\]\]"))
    page.get_by_role("button", name="Ask for a review").click()
    now_as(page, served, "reviewer")
    page.goto(address)
    page.get_by_role("button", name="Approve version 1").click()
    expect(page.get_by_text("The version is approved.")).to_be_visible()
    now_as(page, served, "coordinator")
    page.goto(address)
    page.get_by_role("button", name="Freeze and publish").click()
    expect(page.get_by_text("The report is published and frozen.")).to_be_visible()
    expect(page.locator("main")).to_contain_text("23,979.13")
    expect(page.locator("main")).not_to_contain_text("6,264")


def test_a_donor_sees_one_fund_and_nothing_of_the_other(page: Page, served: Served) -> None:
    sign_in(page, served, "donor")
    page.goto(f"{served.url}/money/")
    expect(page.locator("main")).to_contain_text("GP")
    expect(page.locator("main")).not_to_contain_text("TRAC")
    page.get_by_role("link", name=re.compile("^GP")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("GP")
    for address in (f"money/{CODE}/funds/TRAC/", f"money/{CODE}/", f"monitoring/{CODE}/", f"results/{CODE}/", "plans/"):
        answer = page.goto(f"{served.url}/{address}")
        assert answer
        assert answer.status in (403, 404), address
    page.goto(published_report(page, served))
    expect(page.locator("main")).to_contain_text("125")


def test_the_coordinator_finds_what_is_late_and_closes_a_quarter(page: Page, served: Served) -> None:
    sign_in(page, served, "coordinator")
    page.goto(f"{served.url}/programmes/{CODE}/")
    expect(page.get_by_role("heading", name=re.compile("Late or due"))).to_be_visible()
    page.goto(f"{served.url}/results/{CODE}/periods/")
    page.get_by_text("Close Q2 2022").first.click()
    page.get_by_role("button", name="Close for good").first.click()
    expect(page.get_by_text("Q2 2022 is closed.")).to_be_visible()
    page.goto(f"{served.url}/results/{CODE}/indicators/residents-consulted/report/2022-Q2/")
    expect(page.get_by_text("Q2 2022 is closed: the value goes into Q3 2022.")).to_be_visible()
