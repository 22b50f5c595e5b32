"""What the money room refuses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tirek.bounded import gettext_noop as _
from tirek.refusals import Refusal

Problem = tuple[int, str, str]
"""The number of a row, what is wrong with it (a sentence), and what stands there."""


class NoSuchMoney(Refusal):
    """There is no such fund, revision, report or line, or not for this account."""

    id = "no-such-money"
    sentence = _("There is no such fund, budget or report.")
    hint = _("Check the address, or choose it from the programme's money.")


class AmountImpossible(Refusal):
    """An amount that is negative, has more than two decimals, or more digits than any money."""

    id = "amount-impossible"
    sentence = _("%(amount)s is no amount that can be kept here.")
    hint = _("Give a positive amount with at most two decimals.")


class FundCodeTaken(Refusal):
    """A fund of this code exists."""

    id = "fund-code-already-taken"
    sentence = _("The programme already has a fund %(code)s.")
    hint = _("Choose it from the list, or give the other fund its own code.")


class FundIncomplete(Refusal):
    """A fund without its code or its title, or with one that is too long."""

    id = "fund-incomplete"
    sentence = _("A fund needs a code of at most 20 characters, without blanks, and a title.")
    hint = _("Take the code that the organisation's ledger prints.")


class NotADonor(Refusal):
    """A grant to an account that has no donor's role."""

    id = "not-a-donor"
    sentence = _("Only the account of a donor is given sight of a fund.")
    hint = _("Others see the money of a programme by their role.")


class FundAlreadyGranted(Refusal):
    """The account sees the fund."""

    id = "fund-already-granted"
    sentence = _("This account already sees fund %(fund)s.")
    hint = _("Open the fund to see whose accounts see it.")


class RevisionIncomplete(Refusal):
    """A revision without its title, its reason or a row, or with a rate that is none."""

    id = "revision-incomplete"
    sentence = _("A budget revision needs a title, a reason, a fee of 0 to 99.99 percent and at least one row.")
    hint = _("Fill in what is missing and send it again.")


class RevisionRowImpossible(Refusal):
    """A row of a revision that cannot be."""

    id = "revision-row-impossible"
    sentence = _(
        "Row %(row)s cannot be budgeted: its activity and fund are those of another programme, its account is no code "
        "of direct costs, its year lies outside the programme, or its amount is none."
    )
    hint = _("Accounts are codes of digits such as 71300; the fee is computed and has no row of its own.")


class RevisionRowRepeated(Refusal):
    """Two rows of a revision for the same thing."""

    id = "revision-row-repeated"
    sentence = _("Rows %(first)s and %(second)s budget the same activity, fund, account and year.")
    hint = _("Make one row of the two.")


class RevisionWaits(Refusal):
    """A draft while another waits for its review."""

    id = "revision-already-waits"
    sentence = _("Budget revision %(number)s is waiting for its review.")
    hint = _("Have it reviewed first, or withdraw it with a reason.")


class RevisionReviewed(Refusal):
    """A verdict on a revision that has one, or its withdrawal."""

    id = "revision-already-reviewed"
    sentence = _("Budget revision %(number)s was already reviewed.")
    hint = _("What is to change now is a new revision.")


class VerdictUnknown(Refusal):
    """A review that neither approves nor sends back."""

    id = "verdict-unknown"
    sentence = _("A review approves or sends back.")
    hint = _("Choose one of the two.")


class RateImpossible(Refusal):
    """A rate that is none."""

    id = "rate-impossible"
    sentence = _("A rate needs two different currencies (three letters), a month, a positive number and its source.")
    hint = _("For example 447.05 KZT for 1 USD in July 2022, operational rate of the United Nations.")


class RateAlreadySet(Refusal):
    """Another rate of the same month stands."""

    id = "rate-already-set"
    sentence = _("There is already a rate of %(currency)s for %(month)s: %(units)s.")
    hint = _("Withdraw it first, with the reason.")


class RatesMissing(Refusal):
    """Lines in a currency and months for which nobody has entered a rate."""

    id = "rates-missing"
    sentence = _("No exchange rate is known for %(missing)s.")
    hint = _("Enter the rates of these months, then take the report in again.")


class CostReportTaken(Refusal):
    """The same file stands already."""

    id = "cost-report-already-taken"
    sentence = _("This file was already taken in, for %(begins)s to %(ends)s.")
    hint = _("Open it in the list; to take it in anew, withdraw it first.")


class CostReportOverlaps(Refusal):
    """A report whose days another one covers."""

    id = "cost-report-already-covered"
    sentence = _("Days of this report are already covered by another, from %(begins)s to %(ends)s.")
    hint = _("Withdraw the other first, or take in a report that begins after it.")


class CostReportDaysImpossible(Refusal):
    """Dates out of order, or a report of days to come."""

    id = "cost-report-days-impossible"
    sentence = _("A cost report cannot end before it begins, or begin in the future.")
    hint = _("Give the first and the last day that it covers.")


class CostReportTooLarge(Refusal):
    """A file beyond the limits."""

    id = "cost-report-too-large"
    sentence = _("A cost report may have at most %(megabytes)s MB and %(rows)s rows.")
    hint = _("Divide it into reports of shorter periods.")


class CostReportEmpty(Refusal):
    """A file without a single line."""

    id = "cost-report-empty"
    sentence = _("This report has no lines.")
    hint = _("Choose the file again; the upload or the copy may have been cut off.")


class NotATable(Refusal):
    """A file that is neither a CSV text nor an Excel workbook."""

    id = "cost-report-not-a-table"
    sentence = _("This file cannot be read as a table.")
    hint = _("Save it as CSV (UTF-8) or as an Excel workbook (.xlsx) and send it again.")


class NotACostReport(Refusal):
    """A table without the columns of a cost report."""

    id = "not-a-cost-report"
    sentence = _("This file is no cost report: the columns %(missing)s are missing.")
    hint = _("It needs the columns activity, fund, account, amount, and date (or year and period).")


class CostColumnRepeated(Refusal):
    """Two columns for the same thing."""

    id = "cost-column-repeated"
    sentence = _("Two columns of this report say the same: “%(first)s” and “%(second)s”.")
    hint = _("Keep one of the two, or give the other another heading.")


class RowsUnreadable(Refusal):
    """A report with rows that cannot be read; none of it was taken. `problems` are the first of them."""

    id = "cost-rows-unreadable"
    sentence = _("Nothing was taken in: rows that cannot be read: %(count)s. %(rows)s")
    hint = _("Mend these rows and send the report again.")

    def __init__(self, *, problems: Sequence[Sequence[Any]], count: int, **_facts: Any) -> None:
        self.problems: list[Problem] = [(int(row), str(what), str(cell)) for row, what, cell in problems]
        super().__init__(problems=self.problems, count=count, rows=_Rows(self.problems))


class _Rows:
    """The rows of a refusal, said in the language of whoever reads them."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def __str__(self) -> str:
        from django.utils.translation import gettext

        return " ".join(
            gettext("Row %(row)s: %(problem)s") % {"row": row, "problem": gettext(what) % {"cell": cell}}
            for row, what, cell in self.problems
        )


class AlreadyWithdrawn(Refusal):
    """Withdrawn before."""

    id = "money-already-withdrawn"
    sentence = _("This was already withdrawn.")
    hint = _("Enter it anew if it holds after all.")


class AssignmentImpossible(Refusal):
    """A line assigned to what it cannot belong to."""

    id = "assignment-impossible"
    sentence = _("This line cannot be assigned so.")
    hint = _(
        "Name an activity and a fund of the same programme and an account code of digits; "
        "a fee (account 75100) has a fund and no activity."
    )


class ContributionEntered(Refusal):
    """The same contribution stands already: sent twice, or another that looks the same."""

    id = "contribution-already-entered"
    sentence = _("The same contribution to fund %(fund)s was already entered.")
    hint = _("If it is another one, give it a reference of its own.")


class ContributionImpossible(Refusal):
    """A contribution of no known kind, or received in the future."""

    id = "contribution-impossible"
    sentence = _("A contribution is pledged or received, and what is received has come by today.")
    hint = _("Enter as pledged what is still to come.")
