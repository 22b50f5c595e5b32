"""A log held against a drawing: how well they agree, which steps were left out or done outside it, and in which cases.

Long work: it is asked for here, done in the background, and what came of it last is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirek import studies
from tirek.directory import NotFound
from tirek.mining import EventLog
from tirek.studies import Drawing, How, Way, Work
from tirek.web.requests import SignedRequest, page, paged
from tirek.web.studies.asked import Asked, asked_of
from tirek.web.studies.drawn import KINDS, drawing_of
from tirek.web.studies.logs import log_of
from tirek.web.studies.tables import table

LIMITS = (1, 10, 60)  # seconds of a usual machine that one way is looked at


@dataclass(frozen=True, slots=True)
class Against:
    """The drawing of a kind that a log is held against, and what came of it."""

    asked: Asked
    of: str
    drawing: Drawing | None
    newest: Work | None
    held: Work | None

    @property
    def told(self) -> Mapping[str, Any]:
        """The figures; none before there are any."""
        return (self.held.result or {}) if self.held else {}

    def leads(self, how: How, what: str = "") -> str:
        """This function will give the address of the cases behind a figure."""
        more = {"how": how, "what": what} if what else {"how": how}
        return _address(self.asked, self.of, "conformance-cases", **more)


def against(request: SignedRequest, asked: Asked, of: str) -> Against:
    """This function will find what came of holding a log against the newest drawing of a kind. Raises `NotFound`."""
    drawing = drawing_of(request, asked.log.study, of)
    works = studies.works_for(request.user).filter(log=asked.log, kind="conform", asked__of=of, asked__only=asked.only)
    return Against(asked, of, drawing, works.first(), works.filter(state="done").first())


@page("GET", "POST")
def conformance(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will show how well a log and a drawing agree and where they do not; or have it found out."""
    found = _against(request, code, key)
    study = found.asked.log.study
    if request.method == "POST":
        studies.check_keep(request.user, study)
        return redirect(_begun(request, found))
    told = found.told
    context = {
        **found.asked.context("conformance"),
        "of": found.of,
        "called": KINDS[found.of],
        "kinds": [(label, _address(found.asked, of, "conformance"), of == found.of) for of, label in KINDS.items()],
        "drawing": found.drawing,
        "held": found.held,
        "older": found.held and found.drawing and found.held.asked["version"] != found.drawing.version,
        "work": found.newest,
        "told": told,
        "skipped": list(_ranked(found, "skipped", "model_only")),
        "outside": list(_ranked(found, "outside", "log_only")),
        "ways": [(each, found.leads("way", str(each["place"])), list(_moves(each))) for each in told.get("ways", ())],
        "ways_left": max(
            0, told.get("variants_answered", 0) - told.get("fitting_variants", 0) - len(told.get("ways", ()))
        ),
        "late": [(each, found.leads("way", str(each["place"]))) for each in told.get("late", ())],
        "fits_url": found.leads("fits"),
        "late_url": found.leads("late"),
        "csv_url": _address(found.asked, found.of, "conformance-csv"),
        "ways_csv_url": _address(found.asked, found.of, "conformance-csv", table="ways"),
        "heat_url": _heat(found),
        "limits": LIMITS,
        "may": studies.can_keep(request.user, study),
    }
    return render(request, "studies/conformance.html", context)


@page()
def conformance_cases(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will list the cases in which a step was skipped or done outside the drawing, or which took a way."""
    found = _against(request, code, key)
    how, what = _behind(request)
    if found.held is None:
        raise NotFound
    events = _kept(found.held, how, what)
    rows = paged(request, range(events.cases))  # type: ignore[arg-type]
    lines = studies.cases_in(events, rows.start_index() - 1 if events.cases else 0, rows.end_index())
    context = {
        **found.asked.context("conformance"),
        "page": rows,
        "lines": lines,
        "count": events.cases,
        "why": _why(how, what, str(KINDS[found.of])),
        "back": _address(found.asked, found.of, "conformance"),
        "back_to": _("Against the drawing"),
    }
    return render(request, "studies/conformance_cases.html", context)


@page()
def conformance_csv(request: SignedRequest, code: str, key: UUID) -> HttpResponseBase:
    """This page will give the deviations as a table, or (`table=ways`) all ways with what they cost."""
    found = _against(request, code, key)
    if found.held is None:
        raise NotFound
    if request.GET.get("table") == "ways":
        rows = [(each.cases, each.cost, each.fitness, " → ".join(each.activities)) for each in _ways(found.held)]
        return table(f"{code}-{found.of}-ways", ("cases", "cost", "fitness", "activities"), rows)
    names = ("activity", "synchronous", "log_only", "log_only_cases", "model_only", "model_only_cases")
    deviations = ([each[name] for name in names] for each in found.told["deviations"])
    return table(f"{code}-{found.of}-conformance", names, deviations)


def _against(request: SignedRequest, code: str, key: UUID) -> Against:
    asked = asked_of(request, log_of(request, code, key))
    return against(request, asked, request.GET.get("drawing") or _usual(request, asked))


def _usual(request: SignedRequest, asked: Asked) -> str:
    """How it is, unless only how it is to be was drawn."""
    drawn = set(studies.drawings_for(request.user).filter(study=asked.log.study).values_list("of", flat=True))
    return str(Drawing.Of.TO_BE if drawn == {Drawing.Of.TO_BE} else Drawing.Of.AS_IS)


def _begun(request: SignedRequest, found: Against) -> str:
    if found.drawing is None:
        return reverse("studies:drawing", args=(found.asked.log.study.code, found.of))
    said = request.POST.get("limit", "")
    limit = next((each for each in LIMITS if str(each) == said), LIMITS[0])
    asked = {"of": found.of, "version": found.drawing.version, "only": found.asked.only, "limit_s": limit}
    log = found.asked.log
    work = studies.ask_for_work(actor=request.user, study=log.study, log=log, kind="conform", asked=asked)
    return reverse("studies:work", args=(work.pk,))


def _address(asked: Asked, of: str, name: str, **more: str) -> str:
    said = {"drawing": of, **({"only": asked.only} if asked.only else {}), **more}
    return f"{reverse(f'studies:{name}', args=(asked.log.study.code, asked.log.pk))}?{urlencode(said)}"


def _heat(found: Against) -> str:
    said = {
        "log": str(found.asked.log.pk),
        "by": "deviates",
        **({"only": found.asked.only} if found.asked.only else {}),
    }
    return f"{reverse('studies:drawing', args=(found.asked.log.study.code, found.of))}?{urlencode(said)}"


def _ranked(found: Against, how: How, key: str) -> Iterator[tuple[str, int, int, str, bool]]:
    """Steps, how often, in how many cases, where these are, and whether the other side knows the step at all."""
    other = set(found.told.get("never_done" if how == "skipped" else "not_drawn", ()))
    said = [each for each in found.told.get("deviations", ()) if each[key]]
    for each in sorted(said, key=lambda each: (-each[f"{key}_cases"], -each[key], each["activity"])):
        name = each["activity"]
        yield name, each[key], each[f"{key}_cases"], found.leads(how, name), name in other


def _moves(each: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for log, model in each["moves"]:
        yield ("both", log) if log == model else ("outside", log) if log else ("skipped", model)


def _behind(request: SignedRequest) -> tuple[How, str]:
    how = request.GET.get("how", "")
    if how not in get_args(How):
        raise NotFound
    return how, request.GET.get("what", "")  # type: ignore[return-value]


def _why(how: How, what: str, called: str) -> str:
    facts = {"step": what, "drawing": called}
    if how == "skipped":
        return _("“%(step)s” was left out, which the drawing “%(drawing)s” asks for.") % facts
    if how == "outside":
        return _("“%(step)s” was done where the drawing “%(drawing)s” has no place for it.") % facts
    if how == "fits":
        return _("The work went as the drawing “%(drawing)s” has it.") % facts
    if how == "late":
        return _("No answer was found within the limit: how the work left “%(drawing)s” is not known.") % facts
    return _("These cases went the same way.")


def _kept(work: Work, how: How, what: str) -> EventLog:
    try:
        return studies.cases_held(work, how, what)
    except FileNotFoundError:
        raise NotFound from None


def _ways(work: Work) -> list[Way]:
    try:
        return studies.ways_held(work)
    except FileNotFoundError:
        raise NotFound from None
