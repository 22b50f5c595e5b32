"""Every route of the house, and an address for each on the demonstration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

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
        "plans:review": (document.pk,),
        "plans:progress": (document.pk,),
        "plans:original": (document.pk,),
        "plans:findings-csv": (document.pk,),
        "plans:settle": (document.pk, document.findings.order_by("ordinal")[0].pk),
        "plans:adopt": (document.pk,),
        "programmes:programme": (code,),
        "money:index": (code,),
        "results:index": (code,),
        "monitoring:index": (code,),
        **_monitoring(programme),
        "exchange:index": (code,),
        "programmes:add-activity": (code,),
        "programmes:activity": (code, number),
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
        "published:page": (published.pk,),
        "published:figure": (published.pk, "police-trained"),
        "published:pdf": (published.pk,),
        "published:word": (published.pk,),
        "published:csv": (published.pk,),
        "published:verify": (published.pk,),
    }


def _monitoring(programme: Any) -> dict[str, tuple[Any, ...]]:
    """Of the pages of monitoring; a calendar's address is a secret that nobody here knows."""
    from tirek.monitoring import ActionDone, Lesson

    code, done = programme.code, ActionDone.objects.order_by("pk")[0]
    pages = ("risks", "lessons", "quality", "corrections", "risks-csv", "lessons-csv", "corrections-csv")
    forms = ("add-risk", "add-lesson", "add-quality", "add-correction")
    return {f"monitoring:{name}": (code,) for name in (*pages, *forms)} | {
        "monitoring:feed": ("a-secret",),
        "monitoring:progress": (code, "2022-Q3"),
        "monitoring:activity": (code, "2022-Q3", "2.2"),
        "monitoring:risk": (code, 1),
        "monitoring:action": (code, done.action_id),
        "monitoring:file": (code, done.pk),
        "monitoring:withdraw": (code, "lessons", Lesson.objects.order_by("pk")[0].pk),
    }
