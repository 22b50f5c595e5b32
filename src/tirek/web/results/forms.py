"""What is asked of figures, indicators, targets and values."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from tirek import indicators, plans
from tirek.directory import Account
from tirek.indicators import Definition
from tirek.plans import Activity, Output, Programme
from tirek.refusals import Refusal
from tirek.reports import cell_labels, dimension_title, period_name

LANGUAGES = (("en", gettext_noop("English")), ("ru", gettext_noop("Russian")), ("kk", gettext_noop("Kazakh")))
DECIMAL = {"inputmode": "decimal"}


def refuse(form: forms.Form, refusal: Refusal) -> None:
    """This function will say a refusal above the form, so that nothing typed is lost."""
    hint = gettext(refusal.hint) % refusal.facts if refusal.hint else ""
    form.add_error(None, f"{gettext(refusal.sentence) % refusal.facts} {hint}".strip())


def number(label: Any, **given: Any) -> forms.DecimalField:
    """This function will make a field for a number, with the decimal sign of the page's language or a point."""
    widget = forms.TextInput(attrs=DECIMAL | {"class": "govuk-input--width-10"})
    return forms.DecimalField(label=label, max_digits=18, decimal_places=4, localize=True, widget=widget, **given)


class DefinitionForm(forms.Form):
    """A figure that people report, in three languages."""

    code = forms.SlugField(
        label=_("Code"),
        max_length=60,
        help_text=_("A short name by which reports bind it, such as residents-consulted."),
    )
    number = forms.ChoiceField(
        label=_("Kind of number"),
        widget=forms.RadioSelect,
        initial="count",
        choices=[
            ("count", _("A count: whole numbers")),
            ("percent", _("A percentage from 0 to 100")),
            ("amount", _("Another amount, with decimals")),
        ],
    )
    combine = forms.ChoiceField(
        label=_("Over several quarters"),
        widget=forms.RadioSelect,
        initial="sum",
        choices=[("sum", _("The quarters are added up")), ("latest", _("The latest value counts"))],
        help_text=_("A percentage is never added up. What may hold the same people twice should not be added up."),
    )
    by_sex = forms.BooleanField(label=_("Reported for women and men apart"), required=False)
    other_splits = forms.CharField(
        label=_("Other splits"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on each line: its name, a colon, its parts. For example “age: under 30, 30 and over”."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"title": _("Title"), "question": _("What exactly is asked"), "unit": _("What is counted")}
        for name, label in labels.items():
            for language, spoken in LANGUAGES:
                self.fields[f"{name}_{language}"] = forms.CharField(
                    label=f"{label} ({gettext(spoken)})", max_length=500, widget=_widget(name, language)
                )
        self.order_fields(["code", *(each for each in self.fields if each[-3:] in ("_en", "_ru", "_kk"))])

    def clean(self) -> dict[str, Any]:
        """This method will hold a percentage to the latest value."""
        given = super().clean() or {}
        if given.get("number") == "percent":
            given["combine"] = "latest"
            if given.get("by_sex") or given.get("other_splits"):
                self.add_error("other_splits", gettext("Percentages of parts do not add up: no split is possible."))
        return given

    def asked(self) -> dict[str, Any]:
        """This method will give what was typed in the words of the operation."""
        given = self.cleaned_data
        texts = {
            name: {language: given[f"{name}_{language}"].strip() for language, _spoken in LANGUAGES}
            for name in ("title", "question", "unit")
        }
        kept = {name: given[name] for name in ("code", "number", "combine")}
        return kept | {"texts": texts, "cells": self._cells()}

    def _cells(self) -> dict[str, list[str]]:
        cells = {"sex": ["female", "male"]} if self.cleaned_data["by_sex"] else {}
        for line in self.cleaned_data["other_splits"].splitlines():
            name, _colon, parts = line.partition(":")
            if line.strip():
                cells[name.strip().lower()] = [part.strip() for part in parts.split(",") if part.strip()]
        return cells


def _widget(name: str, language: str) -> forms.Widget:
    attrs = {"lang": language}
    return forms.Textarea(attrs=attrs | {"rows": 2}) if name == "question" else forms.TextInput(attrs=attrs)


class PlaceForm(forms.Form):
    """The place of a figure: under what, from which baseline."""

    code = forms.ChoiceField(label=_("Figure"), help_text=_("Figures that are not in the results framework yet."))
    level = forms.ChoiceField(label=_("It measures"))
    baseline = number(_("Baseline"), required=False)
    baseline_on = forms.DateField(
        label=_("Measured on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    baseline_source = forms.CharField(label=_("Source of the baseline"), required=False)

    def __init__(self, *args: Any, programme: Programme, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outputs = list(plans.framework(programme))
        self.levels: dict[str, Output | Activity] = {f"output:{each.number}": each for each in outputs}
        self.levels |= {f"activity:{one.number}": one for each in outputs for one in each.activities.all()}
        self.fields["code"].choices = _free(account, programme)  # type: ignore[attr-defined]
        self.fields["level"].choices = _levels(outputs)  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """This method will give what was chosen in the words of the operation."""
        given = dict(self.cleaned_data)
        level = self.levels.get(given.pop("level"))
        return given | {
            "output": level if isinstance(level, Output) else None,
            "activity": level if isinstance(level, Activity) else None,
        }


def _free(account: Account, programme: Programme) -> list[tuple[str, str]]:
    placed = set(programme.framework_indicators.filter(withdrawn_position=None).values_list("code", flat=True))
    found = indicators.definitions_for(account, programme)
    return [(each.code, each.title) for each in found if each.code not in placed and not each.definition.of_money]


def _levels(outputs: Sequence[Output]) -> list[tuple[Any, Any]]:
    return [
        ("outcome", gettext("The outcome of the programme")),
        (gettext("An output"), [(f"output:{each.number}", f"{each.number} {each.title}") for each in outputs]),
        (
            gettext("An activity"),
            [(f"activity:{one.number}", str(one)) for each in outputs for one in each.activities.all()],
        ),
    ]


class TargetForm(forms.Form):
    """What shall be reached, and by when."""

    period = forms.ChoiceField(label=_("By the end of"))
    value = number(_("Target"), help_text=_("From the start of the programme until then, not for the quarter alone."))
    reason = forms.CharField(
        label=_("Reason"), required=False, help_text=_("Needed where it takes the place of another target.")
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.periods = {each.key: each for each in plans.periods_of(programme)}
        quarters = [(key, period_name(key)) for key in self.periods]
        self.fields["period"].choices = [("programme", gettext("the programme")), *quarters]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """This method will give what was chosen in the words of the operation."""
        return self.cleaned_data | {"period": self.periods.get(self.cleaned_data["period"])}


class FilesInput(forms.ClearableFileInput):
    """An input for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A field for several files, as Django's documentation advises (File uploads, uploading multiple files)."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """This method will clean each file by itself; those without a byte are for the operation to refuse."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(each, initial) for each in given]


def cell_fields(definition: Definition) -> dict[str, tuple[str, str]]:
    """This function will name the field of each cell of a reported figure's splits."""
    return {
        f"cell_{at}_{place}": (dimension, cell)
        for at, (dimension, cells) in enumerate(definition.cells.items())
        for place, cell in enumerate(cells)
    }


class ValueForm(forms.Form):
    """The value of a quarter, its splits, a note and files."""

    value = number(_("Value"))
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    attached = FilesField(
        label=_("Files"),
        required=False,
        allow_empty_file=True,
        help_text=_("What bears it out: lists, minutes, photographs. Several at once, each up to 25 MB."),
    )
    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cells = cell_fields(definition)
        label = cell_labels()
        for name, (dimension, cell) in self.cells.items():
            self.fields[name] = number(f"{capfirst(dimension_title(dimension))}: {label(dimension, cell)}")
        self.order_fields(["value", *self.cells, "note", "attached", "base_version"])

    def asked(self) -> dict[str, Any]:
        """This method will give what was typed in the words of the operation."""
        given = self.cleaned_data
        splits: dict[str, dict[str, Decimal]] = {}
        for name, (dimension, cell) in self.cells.items():
            splits.setdefault(dimension, {})[cell] = given[name]
        files = [(each.name or "", each.read()) for each in given["attached"]]
        kept = {name: given[name] for name in ("value", "note", "base_version")}
        return kept | {"splits": splits, "files": files}
