"""What would be if: the service simulated as it is and as it could be, and how far that can be believed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirek import studies
from tirek.directory import NotFound
from tirek.mining import NOTES
from tirek.studies import Study, StudyLog, Work
from tirek.web.requests import SignedRequest, page
from tirek.web.studies.studying import study_of
from tirek.web.studies.tables import Cell, table

MOST_POOLS = 60
TIMES = (
    ("throughput_mean_s", _("Time of a case, mean")),
    ("throughput_median_s", _("Time of a case, median")),
    ("throughput_p90_s", _("Time of a case, nine of ten within")),
    ("waiting_s", _("Waiting for people and opening hours")),
    ("service_s", _("Work")),
)

ESTIMATE = ("mean", "low", "high")
TRUST = {
    "trusted": _("can be believed"),
    "with care": _("to be believed with care"),
    "not trusted": _("not to be believed"),
}


class ScenarioForm(forms.Form):
    """What is simulated: on which log, how often, from which seed; and what is changed of it."""

    log = forms.ModelChoiceField(StudyLog.objects.none(), label=_("Log"), empty_label=None)
    repetitions = forms.IntegerField(label=_("Repetitions"), min_value=2, max_value=100, initial=10)
    seed = forms.IntegerField(
        label=_("Seed"), min_value=0, max_value=2**31, initial=1, help_text=_("The same seed gives the same result.")
    )
    to_be = forms.BooleanField(label=_("Simulate the drawing of how it is to be too"), required=False)

    def __init__(
        self, *given: Any, request: SignedRequest, study: Study, pools: Mapping[str, int], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        logs = studies.logs_for(request.user).filter(study=study, reading__isnull=False)
        self.fields["log"].queryset = logs  # type: ignore[attr-defined]
        for number, (name, capacity) in enumerate(sorted(pools.items())[:MOST_POOLS]):
            self.fields[f"pool-{number}"] = forms.IntegerField(
                label=gettext("At once: %(pool)s") % {"pool": name}, min_value=1, max_value=10_000, initial=capacity
            )
        self.pools = dict(sorted(pools.items())[:MOST_POOLS])

    def changed_pools(self) -> dict[str, int]:
        """This function will give the pools whose capacity was changed."""
        said = {name: self.cleaned_data[f"pool-{number}"] for number, name in enumerate(self.pools)}
        return {name: count for name, count in said.items() if count != self.pools[name]}


@page("GET", "POST")
def simulation(request: SignedRequest, code: str) -> HttpResponse:
    """This page will simulate a service, and show what came of the newest simulation."""
    study = study_of(request, code)
    works = studies.works_for(request.user).filter(study=study, kind="simulate")
    newest = works.filter(state="done").first()
    told: Mapping[str, Any] = (newest.result or {}) if newest else {}
    trust = told.get("trust", {"verdict": "", "sentence": ""})
    sentence = trust["sentence"]
    form = ScenarioForm(
        request.POST if request.method == "POST" else None, request=request, study=study, pools=told.get("pools", {})
    )
    if request.method == "POST":
        studies.check_keep(request.user, study)
        if form.is_valid():
            return redirect("studies:work", _asked(request, study, form).pk)
    context = {
        "study": study,
        "form": form,
        "may": studies.can_keep(request.user, study),
        "work": works.first(),
        "newest": newest,
        "told": told,
        "trust_word": TRUST.get(trust["verdict"], ""),
        "trust_sentence": gettext(sentence) if sentence else "",
        "notes": list(_notes(told)),
        "rows": list(_rows(told)),
        "busy": list(_busy(told)),
        "ready": form.fields["log"].queryset.exists()  # type: ignore[attr-defined]
        and studies.drawings_for(request.user).filter(study=study, of="as-is").exists(),
    }
    return render(request, "studies/simulation.html", context, status=422 if form.errors else 200)


@page()
def simulation_csv(request: SignedRequest, code: str) -> HttpResponseBase:
    """This page will give what came of the newest simulation as a table: times in seconds, how busy pools are."""
    study = study_of(request, code)
    newest = studies.works_for(request.user).filter(study=study, kind="simulate", state="done").first()
    if newest is None:
        raise NotFound
    told: Mapping[str, Any] = newest.result or {}
    sides = ("as_is", "to_be", "difference")
    headings = ("measure", "of", *(f"{side}_{part}" for side in sides for part in ESTIMATE))
    return table(f"{code}-simulation", headings, _lines(told))


def _lines(told: Mapping[str, Any]) -> Iterator[Sequence[Cell]]:
    effect = told.get("effect") or {}
    for name, _label in TIMES:
        as_is, to_be = (_measure(told.get(side), name) for side in ("as_is", "to_be"))
        if as_is is not None:
            yield name, "", *_parts(as_is), *_parts(to_be), *_parts(effect.get(name))
    for name, was in sorted((told.get("as_is") or {}).get("utilisation", {}).items()):
        will = (told.get("to_be") or {}).get("utilisation", {}).get(name)
        yield "utilisation", name, *_parts(was), *_parts(will), *_parts(None)


def _parts(estimate: Mapping[str, Any] | None) -> list[Cell]:
    return [(estimate or {}).get(part) for part in ESTIMATE]


def _asked(request: SignedRequest, study: Study, form: ScenarioForm) -> Work:
    said = form.cleaned_data
    asked = {
        "repetitions": said["repetitions"],
        "seed": said["seed"],
        "to_be": said["to_be"],
        "pools": form.changed_pools(),
    }
    return studies.ask_for_work(actor=request.user, study=study, log=said["log"], kind="simulate", asked=asked)


def _notes(told: Mapping[str, Any]) -> Iterator[str]:
    """What was assumed, in the language of the page."""
    for each in told.get("notes", []):
        template = NOTES[each["id"]]
        yield gettext(template) % each["facts"]


def _rows(told: Mapping[str, Any]) -> Any:
    """Each measure as it is, as it could be, and the difference with its interval."""
    for name, label in TIMES:
        as_is, to_be = (_measure(told.get(side), name) for side in ("as_is", "to_be"))
        if as_is is not None:
            yield label, as_is, to_be, (told.get("effect") or {}).get(name)


def _measure(side: Mapping[str, Any] | None, name: str) -> Any:
    if side is None:
        return None
    if name.startswith("throughput_"):
        return side["throughput_s"][name.removeprefix("throughput_").removesuffix("_s")]
    return side[name]


def _busy(told: Mapping[str, Any]) -> Any:
    as_is, to_be = (told.get(side) or {} for side in ("as_is", "to_be"))
    for name, share in sorted(as_is.get("utilisation", {}).items()):
        yield name, share["mean"], to_be.get("utilisation", {}).get(name, {}).get("mean")
