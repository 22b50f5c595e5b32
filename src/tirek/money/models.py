"""Tables of money. Amounts are decimals in the programme's currency, to the cent; what is printed stays beside them.

Everything is entered once: a budget changes by a revision, expenditure by withdrawing a report and taking in another.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tirek.directory import Review
from tirek.ledger import Kept, Traced

FEE_ACCOUNT = "75100"
"""Facilities and administration: the account by which an organisation charges its fee (GMS)."""


class Fund(Traced):
    """A source of a programme's money, by the code that the organisation's ledger prints."""

    programme = models.ForeignKey("plans.Programme", on_delete=models.PROTECT, related_name="funds")
    code = models.CharField(max_length=20)
    title = models.TextField()
    donor = models.TextField(blank=True)
    donor_reference = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["programme", "code"], name="one_fund_of_a_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class FundGrant(Kept):
    """Lets the account of a donor see one fund, and nothing of the others."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="grants")
    account = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="fund_grants")

    class Meta(Kept.Meta):
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(
                fields=["fund", "account"], condition=Q(withdrawn_position=None), name="one_grant_of_a_fund"
            ),
        ]


class FeeBase(models.TextChoices):
    """What the rate of the fee is taken of."""

    ON_COST = "on-cost", _("of the direct costs")
    OF_TOTAL = "of-total", _("of the total, fee included")


class BudgetRevision(Kept):
    """A budget of the whole programme. The newest that a second person approved is in force; none is written over."""

    programme = models.ForeignKey("plans.Programme", on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    reason = models.TextField()
    fee_rate = models.DecimalField(max_digits=5, decimal_places=2)
    fee_base = models.CharField(max_length=8, choices=FeeBase.choices)
    drafted_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "number"], name="one_revision_of_a_number"),
            models.CheckConstraint(name="revision_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="fee_rate_is_a_share", condition=Q(fee_rate__gte=0, fee_rate__lt=100)),
            models.CheckConstraint(name="fee_base_is_known", condition=Q(fee_base__in=FeeBase.values)),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class RevisionReview(Review):
    """What the second person said of a budget revision."""

    revision = models.ForeignKey(BudgetRevision, on_delete=models.PROTECT, related_name="reviews")

    class Meta(Review.Meta):
        constraints: ClassVar = [
            *Review.Meta.constraints,
            models.UniqueConstraint(
                fields=["revision"], condition=Q(withdrawn_position=None), name="one_standing_review_of_a_revision"
            ),
        ]


class BudgetRow(Traced):
    """One row of a revision: an activity, a fund, an account and a year; or the fee of a fund and a year."""

    revision = models.ForeignKey(BudgetRevision, on_delete=models.PROTECT, related_name="rows", db_index=False)
    kind = models.CharField(max_length=6, choices=[("direct", _("direct cost")), ("fee", _("fee"))])
    activity = models.ForeignKey("plans.Activity", on_delete=models.PROTECT, null=True, related_name="budget_rows")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="budget_rows")
    account_code = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=16, decimal_places=2)

    class Meta:
        ordering: ClassVar = ["activity__number", "year", "account_code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["revision", "kind", "activity", "fund", "account_code", "year"],
                name="one_budget_row_of_a_kind",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="direct_row_has_an_activity",
                condition=Q(kind="direct", activity__isnull=False) | Q(kind="fee", activity=None),
            ),
            models.CheckConstraint(name="budgeted_amount_is_not_negative", condition=Q(amount__gte=0)),
        ]


class ExchangeRate(Kept):
    """The rate of a month: how many units of a currency one unit of the base currency was worth, and who says so."""

    office = models.ForeignKey("directory.Office", on_delete=models.PROTECT)
    base = models.CharField(max_length=3)
    currency = models.CharField(max_length=3)
    month = models.DateField()
    units = models.DecimalField(max_digits=18, decimal_places=6)
    source = models.TextField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["currency", "month"]
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(
                fields=["office", "base", "currency", "month"],
                condition=Q(withdrawn_position=None),
                name="one_rate_of_a_month",
            ),
            models.CheckConstraint(name="rate_is_positive", condition=Q(units__gt=0)),
            models.CheckConstraint(name="rate_is_of_a_month", condition=Q(month__day=1)),
        ]


class Contribution(Kept):
    """Money promised by a donor, or received from one."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="contributions")
    kind = models.CharField(max_length=8, choices=[("pledged", _("Pledged")), ("received", _("Received"))])
    day = models.DateField()
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    reference = models.TextField(blank=True)
    entered_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT)
    entered_at = models.DateTimeField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["day"]
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.CheckConstraint(name="contribution_kind_is_known", condition=Q(kind__in=["pledged", "received"])),
            models.CheckConstraint(name="contribution_is_an_amount", condition=Q(amount__gt=0)),
        ]


class CostReport(Kept):
    """A Combined Delivery Report as it came; what it holds counts as long as it stands.

    `line_count`, `amount` and `commitment` are sums of its lines, which never change; a portfolio asks for no more.
    """

    programme = models.ForeignKey("plans.Programme", on_delete=models.PROTECT, related_name="cost_reports")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    begins = models.DateField()
    ends = models.DateField()
    line_count = models.PositiveIntegerField()
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    commitment = models.DecimalField(max_digits=18, decimal_places=2)
    printed_total = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    printed_sum = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    received_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT)
    received_at = models.DateTimeField()
    synthetic = models.BooleanField(default=False)

    class Meta(Kept.Meta):
        ordering: ClassVar = ["begins"]
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.CheckConstraint(name="cost_report_dates_in_order", condition=Q(ends__gte=models.F("begins"))),
            models.UniqueConstraint(
                fields=["programme", "sha256"], condition=Q(withdrawn_position=None), name="one_standing_file_of_costs"
            ),
            models.UniqueConstraint(fields=["id", "programme"], name="cost_report_with_its_programme"),
        ]


class CostLine(Traced):
    """A line of a cost report: what it prints, and what we make of it in the programme's currency.

    `activity` and `fund` are null where the printed code names none of ours. `rate` is the units of the printed
    currency for one of the programme's, 1 where they are the same. `commitment` is what is promised and not yet paid at
    the end of the report's period: a stock, never added up over periods. A fee belongs to a fund and to no activity.
    Lines come by the hundred thousand: they have two indexes and no more, and report and programme are one reference,
    so that the database checks both at once, and that the programme is the report's.
    """

    report = models.ForeignKey(
        CostReport, on_delete=models.PROTECT, related_name="lines", db_index=False, db_constraint=False
    )
    programme = models.ForeignKey(
        "plans.Programme", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    row = models.PositiveIntegerField()
    activity_code = models.CharField(max_length=40, blank=True)
    fund_code = models.CharField(max_length=20, blank=True)
    account_code = models.CharField(max_length=10)
    description = models.TextField(blank=True)
    day = models.DateField()
    currency = models.CharField(max_length=3)
    rate = models.DecimalField(max_digits=18, decimal_places=6)
    printed_amount = models.DecimalField(max_digits=18, decimal_places=2)
    printed_commitment = models.DecimalField(max_digits=18, decimal_places=2)
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    commitment = models.DecimalField(max_digits=16, decimal_places=2)
    kind = models.CharField(max_length=6, choices=[("direct", _("direct cost")), ("fee", _("fee"))])
    activity = models.ForeignKey(
        "plans.Activity", on_delete=models.PROTECT, null=True, related_name="cost_lines", db_index=False
    )
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, null=True, related_name="cost_lines", db_index=False)

    class Meta:
        ordering: ClassVar = ["report", "row"]
        indexes: ClassVar = [models.Index(fields=["programme", "day"], name="cost_line_by_programme")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["report", "row"], name="one_cost_line_of_a_row")]


class Assignment(Kept):
    """What a finance officer says a cost line belongs to, where it matches no budget row by itself.

    It takes the place of all that the line says of itself: a fee has no activity, anything else has one.
    """

    line = models.ForeignKey(CostLine, on_delete=models.PROTECT, related_name="assignments")
    activity = models.ForeignKey("plans.Activity", on_delete=models.PROTECT, null=True, related_name="+")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="+")
    account_code = models.CharField(max_length=10)
    reason = models.TextField()
    assigned_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT)
    assigned_at = models.DateTimeField()

    class Meta(Kept.Meta):
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(
                fields=["line"], condition=Q(withdrawn_position=None), name="one_standing_assignment_of_a_line"
            ),
            models.CheckConstraint(name="assignment_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="assigned_fee_has_no_activity",
                condition=Q(account_code=FEE_ACCOUNT, activity=None)
                | ~Q(account_code=FEE_ACCOUNT) & Q(activity__isnull=False),
            ),
        ]


class VarianceReason(Kept):
    """Why budget and actual of an activity differ in a period; the newest that stands is shown."""

    activity = models.ForeignKey("plans.Activity", on_delete=models.PROTECT, related_name="variance_reasons")
    period = models.ForeignKey("plans.ReportingPeriod", on_delete=models.PROTECT, related_name="variance_reasons")
    text = models.TextField()
    explained_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT)
    explained_at = models.DateTimeField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["explained_at"]
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.CheckConstraint(name="variance_reason_says_something", condition=~Q(text="")),
        ]
