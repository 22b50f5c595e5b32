"""What is asked in monitoring."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tirek import indicators, monitoring
from tirek.monitoring import Due, QualityReview, Status
from tirek.plans import Activity, Programme

Choices = list[tuple[Any, Any]]
CHOOSE: tuple[str, Any] = ("", _("Choose"))
NONE: tuple[str, Any] = ("", _("None"))


def a_day(label: Any, **given: Any) -> forms.DateField:
    """This function will make a date field that a browser helps with."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **given)


def some_words(label: Any, rows: int = 3, **given: Any) -> forms.CharField:
    """This function will make a field for some sentences."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **given)


def one_of_five(label: Any, **given: Any) -> forms.TypedChoiceField:
    """This function will make a field for one of five points; its choices come with the form."""
    return forms.TypedChoiceField(label=label, coerce=int, **given)


class ProgressForm(forms.Form):
    """How an activity stands at the end of a period."""

    status = forms.ChoiceField(label=_("Status"), choices=[CHOOSE, *Status.choices])
    text = some_words(_("What was done"), rows=6, help_text=_("No names of survivors, and nothing that leads to one."))
    next_steps = some_words(_("What comes next"), required=False)
    began = a_day(_("Began on"), required=False)
    ended = a_day(_("Ended on"), required=False, help_text=_("Only when it is done or was stopped."))


class AssessmentForm(forms.Form):
    """A look at a risk."""

    day = a_day(_("Day of the assessment"), initial=timezone.localdate)
    likelihood = one_of_five(_("Likelihood"))
    impact = one_of_five(_("Impact"))
    owner = forms.CharField(
        label=_("Owner"), help_text=_("The post that answers for the treatment, such as Programme coordinator.")
    )
    treatment = some_words(_("Treatment"), help_text=_("What is done about it, and by when."))
    closed = forms.BooleanField(label=_("The risk is closed"), required=False)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["likelihood"].choices = _scale(monitoring.likelihoods())  # type: ignore[attr-defined]
        self.fields["impact"].choices = _scale(monitoring.impacts())  # type: ignore[attr-defined]


class RiskForm(AssessmentForm):
    """A risk with its first assessment."""

    field_order = ("category", "cause", "event", "consequence")
    category = forms.ChoiceField(label=_("Category"))
    cause = some_words(_("Cause"), rows=2, help_text=_("What is already so: “Because …”"))
    event = some_words(_("Event"), rows=2, help_text=_("What might happen: “… it may be that …”"))
    consequence = some_words(_("Impact"), rows=2, help_text=_("What that would mean for the results: “… so that …”"))

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        del self.fields["closed"]
        self.fields["impact"].label = _("Impact in points")
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            CHOOSE,
            *(
                (name, [(f"{edition}/{key}", label) for key, label in monitoring.categories(edition).items()])
                for edition, name in monitoring.editions().items()
            ),
        ]


def _scale(names: dict[int, str]) -> Choices:
    return [CHOOSE, *((point, f"{point} – {name}") for point, name in names.items())]


class LessonForm(forms.Form):
    """What was learned."""

    period: Any = forms.ModelChoiceField(None, label=_("Period"), to_field_name="key", empty_label=None)
    activity: Any = forms.ModelChoiceField(
        None, label=_("Activity"), required=False, to_field_name="number", empty_label=_("The whole programme")
    )
    text = some_words(_("What was learned"), rows=4)
    advice = some_words(_("Advice for the next time"), required=False)

    def __init__(self, *given: Any, programme: Programme, **more: Any) -> None:
        super().__init__(*given, **more)
        begun = programme.periods.filter(begins__lte=timezone.localdate(), closed_at=None)
        self.fields["period"].queryset = begun.order_by("-begins")  # type: ignore[attr-defined]
        activities = Activity.objects.filter(output__programme=programme)
        self.fields["activity"].queryset = activities.order_by("number")  # type: ignore[attr-defined]


class QualityForm(forms.Form):
    """A rating of each criterion."""

    stage = forms.ChoiceField(label=_("Stage"))
    day = a_day(_("Day"), initial=timezone.localdate)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["stage"].choices = [CHOOSE, *QualityReview._meta.get_field("stage").choices]  # type: ignore[attr-defined,misc]
        ratings: Choices = [CHOOSE, *monitoring.ratings().items()]
        for key, name in monitoring.criteria().items():
            self.fields[f"rating-{key}"] = forms.ChoiceField(label=name, choices=ratings)
        self.fields["text"] = some_words(_("What the ratings rest on"), required=False)

    def ratings(self) -> dict[str, str]:
        """This method will give the ratings by criterion."""
        return {key: self.cleaned_data[f"rating-{key}"] for key in monitoring.criteria()}


class CorrectionForm(forms.Form):
    """A change of course, and what caused it."""

    day = a_day(_("Day of the decision"), initial=timezone.localdate)
    change = some_words(_("What changes"))
    reason = some_words(_("Why"))
    consulted = forms.CharField(
        label=_("Who was consulted"), required=False, help_text=_("Bodies and posts, no names of persons.")
    )
    figure = forms.ChoiceField(
        label=_("Caused by a figure"), required=False, help_text=_("Its value of now is kept with the change.")
    )
    figure_period = forms.ChoiceField(label=_("Period of the figure"), required=False)

    def __init__(self, *given: Any, programme: Programme, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["risk"] = _NamedRisk(
            programme.risks.order_by("number"), label=_("Caused by a risk"), required=False, empty_label=_("None")
        )
        self.fields["finding"] = _NamedFinding(
            monitoring.findings_of(programme),
            label=_("Caused by a finding of the plan"),
            required=False,
            empty_label=_("None"),
        )
        figures = [(each.code, each.title) for each in indicators.definitions(programme)]
        self.fields["figure"].choices = [NONE, *figures]  # type: ignore[attr-defined]
        periods = [(each.key, str(each)) for each in programme.periods.all()]
        self.fields["figure_period"].choices = [  # type: ignore[attr-defined]
            ("", _("The whole programme")),
            (_("In"), periods),
            (_("From the start until the end of"), [(f"..{key}", name) for key, name in periods]),
        ]
        self.order_fields(("day", "change", "reason", "consulted", "risk", "figure", "figure_period", "finding"))

    def clean(self) -> dict[str, Any]:
        """This method will ask for a cause, and name the figure by its key."""
        found = super().clean() or self.cleaned_data
        if not any(found.get(name) for name in ("risk", "figure", "finding")):
            self.add_error("risk", _("Choose at least one cause: a risk, a figure or a finding."))
        period = found.pop("figure_period", "")
        if found.get("figure") and period:
            found["figure"] = f"{found['figure']}@{period}"
        return found


class _NamedRisk(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number}. {obj.event}"[:120]


class _NamedFinding(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.ordinal}. {obj.sentence}"[:120]


class DoneForm(forms.Form):
    """That a monitoring action was done."""

    time = forms.ChoiceField(label=_("For"))
    day = a_day(_("Day on which it was done"), initial=timezone.localdate)
    note = some_words(_("What was done"))
    file = forms.FileField(label=_("File"), required=False, help_text=_("Minutes, a list or a report: at most 25 MB."))

    def __init__(self, *given: Any, times: list[Due], **more: Any) -> None:
        super().__init__(*given, **more)
        if times:
            self.fields["time"].choices = [CHOOSE, *((each.key, each.when) for each in times)]  # type: ignore[attr-defined]
        else:
            del self.fields["time"]
