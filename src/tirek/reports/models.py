"""Tables of the reports room: drafts by version, numbers excused by hand, and what was published, frozen."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tirek.directory import Review
from tirek.ledger import Traced
from tirek.reports.periods import period_name

LANGUAGES = [("en", "English"), ("ru", "Русский"), ("kk", "Қазақша")]


class Kind(models.TextChoices):
    """What kind of report it is. All but a page are formal: a second person approves them before they are published."""

    PAGE = "page", _("Results page")
    QUARTERLY = "quarterly", _("Quarterly progress report")
    ANNUAL = "annual", _("Annual report")
    FINAL = "final", _("Final narrative and financial report")


def _brought_by() -> models.ForeignKey[Any, Any]:
    """Who brought a row into this house with a file; nobody, where it was written here."""
    return models.ForeignKey("directory.Account", on_delete=models.PROTECT, null=True, related_name="+")


class Report(Traced):
    """A report of a programme, in one language: of all of it, of one fund for its donor, or of one party's part.

    `period` is "2022-Q3" for a quarterly report, "2022" for an annual one, else empty.
    """

    programme = models.ForeignKey("plans.Programme", on_delete=models.PROTECT, related_name="reports")
    office = models.ForeignKey("directory.Office", on_delete=models.PROTECT)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=9, choices=Kind.choices, default="page")
    period = models.CharField(max_length=7, blank=True)
    fund = models.ForeignKey("money.Fund", on_delete=models.PROTECT, null=True, related_name="+")
    party = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    started_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT)
    started_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="report_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(name="report_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="report_is_of_a_fund_or_a_party", condition=Q(fund=None) | Q(party="")),
            models.UniqueConstraint(
                fields=["programme", "kind", "period", "fund", "party", "language"],
                condition=~Q(kind="page"),
                name="one_formal_report_of_a_period",
                nulls_distinct=False,
            ),
        ]

    @property
    def period_name(self) -> str:
        """This property will name the period in the language of the page; nothing of a final report or a page."""
        return period_name(self.period)

    @property
    def is_formal(self) -> bool:
        """This property will say whether a second person approves the report before it is published."""
        return self.kind != Kind.PAGE


class ReportText(Traced):
    """One version of a report's narrative. Saving is a new version; none is ever written over."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="texts")
    version = models.PositiveIntegerField()
    narrative = models.TextField()
    written_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT)
    written_at = models.DateTimeField()
    brought_by = _brought_by()

    class Meta:
        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "version"], name="one_text_of_a_version"),
        ]


class ReviewAsked(Traced):
    """That somebody holds a version to be ready for the second person."""

    text = models.OneToOneField(ReportText, on_delete=models.PROTECT, related_name="review_asked")
    asked_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()


class TextReview(Review):
    """What the second person said of one version of a report's narrative; what a file says counts for nothing here."""

    text = models.ForeignKey(ReportText, on_delete=models.PROTECT, related_name="reviews")
    brought_by = _brought_by()

    @staticmethod
    def counting() -> Q:
        """This function will say which verdicts count: those that stand and were given in this house.

        Whoever makes a file can write into it that anybody approved anything.
        """
        return TextReview.standing() & Q(brought_by=None)


class NarrativeTemplate(Traced):
    """A narrative before its first word, as an office changed it; the newest of a kind and language is used."""

    office = models.ForeignKey("directory.Office", on_delete=models.PROTECT)
    kind = models.CharField(max_length=9, choices=Kind.choices)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    content = models.TextField()
    kept_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT)
    kept_at = models.DateTimeField()


class Excuse(Traced):
    """Why a number may stand as it was typed: in this sentence of this report, and nowhere else."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="excuses")
    quote = models.CharField(max_length=200)
    sentence = models.TextField()
    reason = models.TextField()
    excused_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT)
    excused_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(name="excuse_has_a_reason", condition=~Q(reason=""))]


class PublishedReport(Traced):
    """A frozen report: text, figures with the records behind them, and where the ledger stood.

    `figures` is a list of {key, code, version, title, unit, period, scope, value, kind, splits, records, people};
    `as_of` the ledger position by chain; `root` the national root over them. `elsewhere` says of one that was imported
    where it was published: {position, as_of} of that ledger. Its `root` is that ledger's too, its `as_of` the same
    moment in this one.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="publications")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    narrative = models.TextField()
    figures = models.JSONField()
    excuses = models.JSONField(default=list)
    as_of = models.JSONField()
    root = models.CharField(max_length=64)
    elsewhere = models.JSONField(null=True)
    published_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT)
    published_at = models.DateTimeField()
    synthetic = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-published_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number"], name="one_publication_of_a_number")
        ]

    @property
    def ledger_position(self) -> str:
        """This property will say where in the ledger of its first house the publication stands: "HRC/88"."""
        return str(self.elsewhere["position"]) if self.elsewhere else f"{self.stored_chain}/{self.stored_position}"


class ImportReview(Review):
    """That a second person of this house looked at a publication from another one: only then is it for everyone."""

    publication = models.ForeignKey(PublishedReport, on_delete=models.PROTECT, related_name="import_reviews")


class ChangeRelease(Review):
    """That a second person lets totals be published which differ by a few people from what was published before.

    `changes` is a list of [key, people before, people now]: any other difference asks for another release.
    """

    text = models.ForeignKey(ReportText, on_delete=models.PROTECT, related_name="releases")
    changes = models.JSONField()

    class Meta(Review.Meta):
        constraints: ClassVar = [
            *Review.Meta.constraints,
            models.CheckConstraint(name="release_has_a_reason", condition=~Q(reason="")),
        ]


class WordTemplate(Traced):
    """A Word template as an office restyled it, for one kind of report or (`kind` empty) for all that have none.

    The newest one is used.
    """

    office = models.ForeignKey("directory.Office", on_delete=models.PROTECT)
    kind = models.CharField(max_length=9, choices=Kind.choices, blank=True)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    kept_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT)
    kept_at = models.DateTimeField()


class Picture(models.Model):
    """A drawing of a frozen figure, kept so that a page need not draw it again; made anew when missing."""

    publication = models.ForeignKey(PublishedReport, on_delete=models.CASCADE, related_name="pictures")
    name = models.CharField(max_length=200)
    content = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "name"], name="one_picture_of_a_name")]
