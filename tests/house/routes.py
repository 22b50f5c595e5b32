"""Every route of the house, and an address for each on the demonstration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

UNKNOWN = "00000000-0000-0000-0000-000000000000"


def routes() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each named route with the methods it answers."""
    yield from _below(get_resolver().url_patterns, "")


def _below(patterns: list[Any], space: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            name = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _below(pattern.url_patterns, name)
        elif isinstance(pattern, URLPattern):
            methods = getattr(pattern.callback, "methods", ("GET", "POST"))
            yield f"{space}{pattern.name}", tuple(methods)


def arguments() -> dict[str, tuple[Any, ...]]:
    """What fills each route's address: things of the demonstration, entered by the national office."""
    from tirek.evidence import AttendanceFile, Deliverable, Event
    from tirek.plans import Programme
    from tirek.reports import PublishedReport, Report

    programme = Programme.objects.select_related("document").get()
    document = programme.document
    event = Event.objects.order_by("starts", "title")[0]
    attendance = event.attendances.order_by("pk")[0]
    file = AttendanceFile.objects.filter(event=event)[0]
    deliverable = Deliverable.objects.order_by("pk")[0]
    report = Report.objects.get(language="en", kind="page")
    published = PublishedReport.objects.get(report=report)
    code, number = programme.code, "2.2"
    return {
        **_collect(),
        **{
            f"studies:{name}": ("unknown",)
            for name in ("study", "take-in", "rules", "simulation", "effect", "simulation-csv", "effect-csv")
        },
        **{
            f"studies:{name}": ("unknown", UNKNOWN)
            for name in (
                *("log", "flow", "flow-csv", "variants", "cases", "waiting", "safeguards", "figures"),
                *("discover", "narrow", "read", "withdraw"),
                *("conformance", "conformance-cases", "conformance-csv", "waiting-csv", "dots", "dots-csv"),
                *("variants-csv", "cases-csv", "safeguards-csv", "safeguards-cases"),
            )
        },
        "studies:picture": ("unknown", UNKNOWN, "dots", "svg"),
        "studies:from-record": ("unknown",),
        "studies:case": ("unknown", UNKNOWN, "1"),
        "studies:drawing": ("unknown", "as-is"),
        "studies:draw": ("unknown", "as-is"),
        "studies:findings": ("unknown",),
        "studies:heat-csv": ("unknown", "as-is"),
        "studies:bpmn": ("unknown", "as-is", 1),
        "studies:work": (UNKNOWN,),
        "studies:progress": (UNKNOWN,),
        "studies:cancel": (UNKNOWN,),
        "plans:review": (document.pk,),
        "plans:progress": (document.pk,),
        "plans:original": (document.pk,),
        "plans:findings-csv": (document.pk,),
        "plans:settle": (document.pk, document.findings.order_by("ordinal")[0].pk),
        "plans:adopt": (document.pk,),
        "programmes:programme": (code,),
        "money:index": (code,),
        **_money(programme),
        **_results(programme),
        "forms:fill": ("unknown",),
        "forms:definition": ("unknown", "1"),
        "forms:media": ("unknown", "1", "fish.png"),
        "forms:draft": (UNKNOWN,),
        "forms:keep": (UNKNOWN,),
        "forms:discard": (UNKNOWN,),
        **_answers(),
        "monitoring:index": (code,),
        **_monitoring(programme),
        "exchange:index": (code,),
        "exchange:export": (code,),
        "exchange:iati": (code,),
        "exchange:iati-xml": (code,),
        "programmes:add-activity": (code,),
        "programmes:activity": (code, number),
        "programmes:schedule": (code,),
        "programmes:change-dates": (code, number),
        "programmes:results-chain": (code,),
        "programmes:pictures": (code,),
        "evidence:add": (code, number, "events"),
        "evidence:event": (event.pk,),
        "evidence:import": (event.pk,),
        "evidence:list": (event.pk, file.pk),
        "evidence:bad-rows": (event.pk, file.pk),
        "evidence:withdraw": ("deliverables", deliverable.pk),
        "evidence:withdraw-attendance": (event.pk, attendance.pk),
        "evidence:file": (deliverable.pk,),
        "figures:index": (code,),
        "figures:figure": (code, "police-trained"),
        "figures:records-csv": (code, "police-trained"),
        "reports:index": (code,),
        "reports:edit": (report.pk,),
        "reports:preview": (report.pk,),
        "reports:excuse": (report.pk,),
        "reports:publish": (report.pk,),
        **_formal(programme, report),
        **_mechanisms(),
        **_findings(),
        **_cases(),
        "reports:confirm": (published.pk,),  # published here: there is nothing to confirm
        "published:page": (published.pk,),
        "published:figure": (published.pk, "police-trained"),
        "published:pdf": (published.pk,),
        "published:word": (published.pk,),
        "published:csv": (published.pk,),
        "published:verify": (published.pk,),
    }


def _answers() -> dict[str, tuple[Any, ...]]:
    """A complaint of the demonstration, which the officer in Aktobe sent with a file."""
    from tirek.forms import Attachment

    file = Attachment.objects.filter(submission__form__form_id="intake").order_by("received_at", "name")[0]
    listed = ("forms:answers", "forms:csv", "forms:xlsx", "forms:geojson", "odata:service", "odata:metadata")
    return {
        **dict.fromkeys(listed, ("intake",)),
        "forms:answer": (file.submission_id,),
        "forms:instance": (file.submission_id,),
        "forms:aside": (file.submission_id, UNKNOWN),  # nothing in the demonstration is kept aside
        "forms:file": (file.submission_id, file.name),
        "forms:end-feed-key": (UNKNOWN,),
        "odata:table": ("intake", "Submissions"),
    }


def _collect() -> dict[str, tuple[Any, ...]]:
    """What devices ask: nobody is told what there is who is no device; and a device that there is not."""
    return {
        "collect:form": ("visit", "1"),
        "collect:manifest": ("visit", "1"),
        "collect:media": ("visit", "1", "map.png"),
        "devices:withdraw": (UNKNOWN,),
    }


def _mechanisms() -> dict[str, tuple[Any, ...]]:
    """Of a mechanism of the demonstration: its first edition, which waits for nobody, and a form and a file of it."""
    code, edition = "complaints", ("complaints", 1)
    return {f"mechanisms:{name}": (code,) for name in ("mechanism", "change", "keep")} | {
        **{f"mechanisms:{name}": edition for name in ("edition", "review", "workbook")},
        "mechanisms:change-file": (code, "who.csv"),
        "mechanisms:form": (*edition, "intake"),
        "mechanisms:drawing": (*edition, "procedures/complaint.bpmn"),
        "mechanisms:file": (*edition, "who.csv"),
    }


def _cases() -> dict[str, tuple[Any, ...]]:
    """A case of Aktobe that was opened with a complaint, and the step that waits in it."""
    from tirek import cases

    with cases.sight_of_the_house():
        task = cases.Task.objects.filter(ended_at=None, step="register").select_related("case").earliest("began_at")
    keyed = ("case", "told", "note", "assign", "help", "leave", "place", "close", "reopen", "send", "accept", "return")
    steps = {f"cases:{name}": (task.pk,) for name in ("step", "done")}
    number = task.case.number
    entered = ("party", "document", "links", "level", "unseal", "erase")
    asked = {f"cases:{name}": (UNKNOWN,) for name in ("allow", "refuse", "erasure", "merging")}
    kept = {
        "cases:file": (number, UNKNOWN),
        "cases:extend": (number, UNKNOWN),
        "cases:withdraw": (number, "documents", UNKNOWN),
    }
    return steps | asked | kept | {f"cases:{name}": (number,) for name in (*keyed, *entered)}


def _findings() -> dict[str, tuple[Any, ...]]:
    """Nothing was found in the demonstration; it has authorities and places, one of these in Aktobe."""
    keyed = ("finding", "recommendation", "answer", "follow-up", "withdraw", "withdraw-recommendation")
    return {f"findings:{name}": (UNKNOWN,) for name in (*keyed, "case")} | {
        **{f"authorities:{name}": ("MIA",) for name in ("authority", "csv")},
        **{f"places:{name}": ("15-01",) for name in ("place", "change", "risk")},
        "places:plan-visit": (timezone.localdate().year, "15-01"),
        "places:propose-plan": (timezone.localdate().year,),
        **{f"places:{name}": (UNKNOWN,) for name in ("review-plan", "withdraw-visit")},
    }


def _monitoring(programme: Any) -> dict[str, tuple[Any, ...]]:
    """Of the pages of monitoring; a calendar's address is a secret that nobody here knows."""
    from tirek.monitoring import ActionDone, Lesson

    code, done = programme.code, ActionDone.objects.exclude(file_name="").order_by("pk")[0]
    pages = ("progress-now", "risks", "lessons", "quality", "corrections")
    sheets = ("risks-csv", "lessons-csv", "corrections-csv")
    forms = ("add-risk", "add-lesson", "add-quality", "add-correction")
    return {f"monitoring:{name}": (code,) for name in (*pages, *sheets, *forms)} | {
        "monitoring:feed": ("a-secret",),
        "monitoring:progress": (code, "2022-Q3"),
        "monitoring:activity": (code, "2022-Q3", "2.2"),
        "monitoring:risk": (code, 1),
        "monitoring:action": (code, done.action_id),
        "monitoring:file": (code, done.pk),
        "monitoring:withdraw": (code, "lessons", Lesson.objects.order_by("pk")[0].pk),
    }


def _money(programme: Any) -> dict[str, tuple[Any, ...]]:
    """The fund that the donor of the demonstration sees, and things of the programme's money."""
    from tirek.money import BudgetRevision, Contribution, CostLine, CostReport, ExchangeRate, FundGrant

    code = programme.code
    fund = (code, FundGrant.objects.filter(withdrawn_position=None).order_by("pk")[0].fund.code)
    grant = FundGrant.objects.filter(fund__programme=programme).order_by("pk").first()
    report = CostReport.objects.filter(programme=programme, withdrawn_position=None).order_by("begins")[0]
    revision = (code, BudgetRevision.objects.filter(programme=programme).order_by("number")[0].number)
    contribution = Contribution.objects.filter(fund__code=fund[1]).order_by("pk").first()
    rate = ExchangeRate.objects.order_by("pk").first()
    of_programme = ("revisions", "draft", "costs", "unmatched", "funds", "rates", "variance")
    of_fund = ("fund", "fund-csv", "contributions-csv", "contribute", "correct-fund", "grant")
    of_revision = ("revision", "revision-csv", "review", "withdraw-revision")
    of_report = ("cost-report", "cost-report-csv", "cost-report-file", "withdraw-costs")
    return {
        **{f"money:{name}": (code,) for name in of_programme},
        **{f"money:{name}": fund for name in of_fund},
        **{f"money:{name}": revision for name in of_revision},
        **{f"money:{name}": (code, report.pk) for name in of_report},
        "money:csv": (code, "funds"),
        "money:assign": (code, CostLine.objects.filter(report=report).order_by("row")[0].pk),
        "money:withdraw-contribution": (*fund, contribution.pk if contribution else UNKNOWN),
        "money:withdraw-grant": (*fund, grant.pk if grant else UNKNOWN),
        "money:withdraw-rate": (code, rate.pk if rate else UNKNOWN),
    }


def _formal(programme: Any, report: Any) -> dict[str, tuple[Any, ...]]:
    """A formal report of the demonstration, where it has one, and what one begins from."""
    from tirek.reports import Report

    formal = Report.objects.exclude(kind="page").order_by("started_at").first() or report
    template = ("quarterly", "en")
    return {
        "reports:start": (programme.code,),
        "reports:template": template,
        "reports:template-file": template,
        "reports:built-in-file": template,
        "reports:office-word-template": ("quarterly",),
        "reports:fill": (formal.pk,),
        "reports:ask": (formal.pk,),
        "reports:review": (formal.pk,),
        "reports:release": (formal.pk,),
    }


def _results(programme: Any) -> dict[str, tuple[Any, ...]]:
    """Of results: a figure that people report, with its target, a value that counts, and a file of it."""
    from tirek.indicators import ReportedValue, Target, ValueFile

    code, figure = programme.code, "residents-consulted"
    value = ReportedValue.objects.filter(code=figure).order_by("period__begins")[0]
    whole = dict.fromkeys(("index", "csv", "waiting", "periods", "define", "place"), (code,))
    one = dict.fromkeys(("indicator", "target", "take-out"), (code, figure))
    named = {
        "close": value.period.key,
        "withdraw-target": Target.objects.filter(indicator__code=figure)[0].pk,
        "review": value.pk,
        "withdraw-value": value.pk,
        "withdraw-review": value.reviews.all()[0].pk,
        "file": ValueFile.objects.order_by("pk")[0].pk,
    }
    found = whole | one | {name: (code, key) for name, key in named.items()}
    return {f"results:{name}": filled for name, filled in (found | {"report": (code, figure, "2023-Q2")}).items()}
