"""Report what was measured of a log as the value of a programme's figure, with the file that bears it out."""

from __future__ import annotations

import numpy as np
from django.db import transaction

from tirek import indicators
from tirek.directory import Account
from tirek.indicators import SMALLEST, CodeTaken, FigureDefinition, FrameworkIndicator, ReportedValue
from tirek.ledger import entry
from tirek.mining import cases_of
from tirek.plans import Programme, ReportingPeriod, check_programme, open_period_for
from tirek.studies import events
from tirek.studies.asking import events_of, only_of
from tirek.studies.errors import FigureMadeUp, LogNotRead, NoSuchMeasure, TooFewCases
from tirek.studies.figures import Measure, measures_of, written
from tirek.studies.figures_evidence import code_of, evidence_of, spec_of
from tirek.studies.models import ReportedFigure, Study, StudyLog
from tirek.studies.permissions import check_keep
from tirek.studies.visibility import before_of, rules_for


@transaction.atomic
def report_figure(
    *,
    actor: Account,
    log: StudyLog,
    only: str,
    measure: str,
    programme: Programme,
    period: ReportingPeriod,
    note: str = "",
) -> ReportedFigure:
    """This function will report a measure of a log for a period; it counts when a second person approves it.

    Its figure is defined and placed under the outcome of the programme when it is reported first. The same again by
    the same person gives what is there. Raises `NotPermitted`, `NoSuchPlan`, `LogNotRead`, `FilterUnclear`,
    `FigureOfSomebody`, `NoSuchMeasure`, `TooFewCases`, `FigureMadeUp`, `CodeTaken`, and what `report_value` raises.
    """
    check_keep(actor, log.study)
    for deed in ("define figures", "enter values"):
        check_programme(actor, deed, programme)
    if log.withdrawn_position is not None:
        raise LogNotRead
    if log.synthetic and not programme.synthetic:
        raise FigureMadeUp(programme=programme.code)
    only, rules, before = written(only_of(only)), rules_for(actor, log.study), before_of(actor, log)
    found = next((each for each in measures_of(log, only, rules, before) if each.code == measure), None)
    if found is None:
        raise NoSuchMeasure
    if not found.enough or _apart_from_others(log, only):
        raise TooFewCases
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    code = _defined(actor, programme, log.study, found)
    name, content = evidence_of(log, only, found, rules, before)
    into = open_period_for(programme, period)
    newest = indicators.newest_version(programme, code, into, period if into != period else None)
    if newest and _same(newest, actor, note, name, content):
        return ReportedFigure.objects.get(value=newest)
    value = indicators.report_value(
        account=actor,
        programme=programme,
        code=code,
        period=period,
        value=found.number,
        splits={},
        base_version=newest.version if newest else 0,
        note=note,
        files=[(name, content)],
    )
    detail = {"study": log.study.code, "programme": programme.code, "code": code, "period": value.period.key}
    with entry(event=events.FIGURE_REPORTED, office=log.study.office_id, by=str(actor.pk), detail=detail) as trace:
        return trace.store(ReportedFigure(value=value, log=log, measure=found.code, only=only))


def _defined(actor: Account, programme: Programme, study: Study, measure: Measure) -> str:
    """The code of the figure, which is defined and in the results framework, where a second person finds its values."""
    spec, code = spec_of(study, measure), code_of(study, measure)
    before = FigureDefinition.objects.filter(programme=programme, code=code).order_by("-version").first()
    ours = ReportedFigure.objects.filter(value__programme=programme, value__code=code, log__study=study)
    if before and before.spec != spec and not ours.exists():
        raise CodeTaken(code=code)
    indicators.define_figures(account=actor, programme=programme, specs=[spec])
    if not FrameworkIndicator.objects.filter(FrameworkIndicator.standing(), programme=programme, code=code).exists():
        indicators.place_indicator(account=actor, programme=programme, code=code)
    return code


def _apart_from_others(log: StudyLog, only: str) -> bool:
    """Whether these cases and those of another figure differ by one to four, which subtracting would tell."""
    whole = events_of(log)
    mine = cases_of(whole, only_of(only))
    for other in ReportedFigure.objects.filter(log=log).exclude(only=only).values_list("only", flat=True).distinct():
        theirs = cases_of(whole, only_of(other))
        more, fewer = (len(np.setdiff1d(a, b, assume_unique=True)) for a, b in ((mine, theirs), (theirs, mine)))
        if 0 < more + fewer < SMALLEST and not (more and fewer):
            return True
    return False


def _same(newest: ReportedValue, actor: Account, note: str, name: str, content: bytes) -> bool:
    """Whether this is what somebody sends again, as a double click does: the file says which cases, and the number."""
    mine = (newest.entered_by_id, newest.note, newest.withdrawn_position) == (actor.pk, note.strip(), None)
    return mine and newest.files.filter(name=name, content=content).exists()
