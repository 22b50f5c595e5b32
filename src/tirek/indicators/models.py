"""Tables of the indicators room."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import get_language

from tirek.indicators.definition import Definition, read_definition
from tirek.ledger import Traced


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
