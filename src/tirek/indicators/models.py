"""Tables of the indicators room."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import get_language

from tirek.directory import Review
from tirek.indicators.definition import Definition, read_definition
from tirek.ledger import Kept, Traced


class FigureDefinition(Traced):
    """One version of a figure's definition; a change is a new version, and frozen figures keep theirs."""

    programme = models.ForeignKey("plans.Programme", on_delete=models.PROTECT, related_name="figures")
    code = models.SlugField(max_length=60)
    version = models.PositiveIntegerField()
    spec = models.JSONField()

    class Meta:
        ordering: ClassVar = ["code", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "code", "version"], name="one_definition_of_a_version")
        ]

    @cached_property
    def definition(self) -> Definition:
        """This property will give the definition read from its data, once."""
        return read_definition(self.spec)

    @property
    def title(self) -> str:
        """This property will give the title in the language of the page."""
        return self._text("title")

    @property
    def question(self) -> str:
        """This property will give the question that the figure answers, in the language of the page."""
        return self._text("question")

    @property
    def unit(self) -> str:
        """This property will give what is counted, in the language of the page."""
        return self._text("unit")

    def _text(self, name: str) -> str:
        return str(self.spec[name][(get_language() or "en")[:2]])


class FrameworkIndicator(Kept):
    """The place of a figure in the results framework: under which output or activity, from which baseline.

    Where neither is named it measures the outcome. What it counts and how its values combine, the definition says.
    """

    programme = models.ForeignKey("plans.Programme", on_delete=models.PROTECT, related_name="framework_indicators")
    code = models.SlugField(max_length=60)
    output = models.ForeignKey("plans.Output", on_delete=models.PROTECT, null=True, related_name="+")
    activity = models.ForeignKey("plans.Activity", on_delete=models.PROTECT, null=True, related_name="+")
    baseline = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    baseline_on = models.DateField(null=True)
    baseline_source = models.TextField(blank=True)

    class Meta(Kept.Meta):
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(
                fields=["programme", "code"], condition=Q(withdrawn_position=None), name="one_place_of_a_figure"
            ),
            models.CheckConstraint(name="indicator_level_is_one", condition=Q(output=None) | Q(activity=None)),
            models.CheckConstraint(
                name="baseline_has_a_day", condition=Q(baseline=None) | Q(baseline_on__isnull=False)
            ),
        ]


class Target(Kept):
    """What a figure shall have reached by the end of a period, or by the end of the programme (`period` null)."""

    indicator = models.ForeignKey(FrameworkIndicator, on_delete=models.PROTECT, related_name="targets")
    period = models.ForeignKey("plans.ReportingPeriod", on_delete=models.PROTECT, null=True, related_name="+")
    value = models.DecimalField(max_digits=18, decimal_places=4)

    class Meta(Kept.Meta):
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(
                fields=["indicator", "period"],
                condition=Q(withdrawn_position=None),
                name="one_target_of_a_period",
                nulls_distinct=False,
            ),
        ]


class ReportedValue(Kept):
    """One version of what somebody reports of a figure for a period; only an approved version counts.

    `splits` maps a dimension to its cells: {"sex": {"female": "12", "male": "8"}}; each adds up to `value`.
    `late_for` names the closed period that the value is really about.
    """

    programme = models.ForeignKey("plans.Programme", on_delete=models.PROTECT, related_name="reported_values")
    code = models.SlugField(max_length=60)
    period = models.ForeignKey("plans.ReportingPeriod", on_delete=models.PROTECT, related_name="reported_values")
    version = models.PositiveIntegerField()
    value = models.DecimalField(max_digits=18, decimal_places=4)
    splits = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    late_for = models.ForeignKey("plans.ReportingPeriod", on_delete=models.PROTECT, null=True, related_name="+")
    entered_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    synthetic = models.BooleanField(default=False)

    class Meta(Kept.Meta):
        ordering: ClassVar = ["period", "version"]
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(
                fields=["programme", "code", "period", "late_for", "version"],
                name="one_value_of_a_version",
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="late_value_has_a_note", condition=Q(late_for=None) | ~Q(note="")),
        ]


class ValueFile(Traced):
    """A file of evidence for a reported value, kept as it came; a value may have several."""

    value = models.ForeignKey(ReportedValue, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    content = models.BinaryField()


class ValueReview(Review):
    """What the second person said of a reported value."""

    value = models.ForeignKey(ReportedValue, on_delete=models.PROTECT, related_name="reviews")

    class Meta(Review.Meta):
        constraints: ClassVar = [
            *Review.Meta.constraints,
            models.UniqueConstraint(
                fields=["value"], condition=Q(withdrawn_position=None), name="one_standing_review_of_a_value"
            ),
        ]
