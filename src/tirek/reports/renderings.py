"""What a publication is given out as, and what a draft looks like before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, cast

from django.utils import timezone

from tirek.directory import Office
from tirek.indicators import NoSuchFigure
from tirek.reports.binding import Binding, region_tiles
from tirek.reports.claims.claim import Claim
from tirek.reports.freezing import thaw
from tirek.reports.models import Picture, PublishedReport, Report, WordTemplate
from tirek.reports.narrative import Chart, chart_requests
from tirek.reports.publication import Language, Publication
from tirek.reports.rendering import chart, contents, page, sheet
from tirek.reports.rendering.pdf import pdf as render_pdf
from tirek.reports.rendering.word import TEMPLATE, docx

# Private-use letters stand for the marks around a typed number until the text has been escaped.
OPEN, CLOSE = "\ue000", "\ue001"


def draw(published: PublishedReport) -> None:
    """This function will draw and keep the pictures of a publication, so that its page need not."""
    drawn = chart.pictures(contents.read(thaw(published)))
    Picture.objects.bulk_create(
        [
            Picture(publication=published, name=f"{each.key} by {each.dimension}", content=svg.encode())
            for each, svg in drawn.items()
        ],
        ignore_conflicts=True,
    )


def _pictures(published: PublishedReport, publication: Publication) -> dict[Chart, str]:
    kept = {each.name: bytes(each.content).decode() for each in published.pictures.all()}
    report = contents.read(publication)
    wanted = {each: kept.get(f"{each.key} by {each.dimension}") for each in report.charts}
    if None in wanted.values():
        return chart.pictures(report)
    return {each: svg for each, svg in wanted.items() if svg is not None}


def page_html(published: PublishedReport, *, figure_url: Callable[[str], str]) -> str:
    """This function will give a publication as the body of a page."""
    publication = thaw(published)
    return page.html(publication, figure_url=figure_url, pictures=_pictures(published, publication))


def pdf(published: PublishedReport) -> bytes:
    """This function will give a publication as PDF."""
    publication = thaw(published)
    return render_pdf(publication, pictures=_pictures(published, publication))


def word(published: PublishedReport) -> bytes:
    """This function will give a publication as a Word document, in its office's newest template of its kind."""
    template = word_template(published.report.office, published.report.kind)
    return docx(thaw(published), bytes(template.content) if template else None)


def word_template(office: Office, kind: str = "") -> WordTemplate | None:
    """This function will give the newest Word template of an office for a kind of report, else its general one."""
    kept = WordTemplate.objects.filter(office=office, kind__in={kind, ""})
    return kept.order_by("-kind", "-kept_at", "-stored_position").first()


def default_word_template() -> bytes:
    """This function will give the Word template that comes with the house."""
    return TEMPLATE.read_bytes()


def figures_csv(published: PublishedReport) -> str:
    """This function will give the figures of a publication as a table."""
    return sheet.figures_csv(thaw(published))


def frozen_figure(published: PublishedReport, key: str) -> Mapping[str, Any]:
    """This function will give one frozen figure of a publication, or refuse (`NoSuchFigure`)."""
    for frozen in published.figures:
        if frozen["key"] == key:
            return cast(Mapping[str, Any], frozen)
    raise NoSuchFigure(key=key)


def draft_html(report: Report, narrative: str, bound: Binding, *, figure_url: Callable[[str], str]) -> str:
    """This function will give a draft as the body of a page: typed numbers marked, unknown figures named, no charts."""
    text = _marked(narrative, bound.typed)
    for key in bound.unknown:
        text = text.replace(f"[[{key}]]", f"{OPEN}{key}?{CLOSE}")
    draft = Publication(
        id=str(report.pk),
        title=report.title,
        programme=report.programme.title,
        office=report.office.name,
        language=cast(Language, report.language),
        narrative=text,
        figures=bound.figures,
        published_at=timezone.now(),
        published_by_role="coordinator",
        ledger_position="",
        ledger_root="",
        url="",
        synthetic=report.programme.synthetic,
        tiles=region_tiles(),
    )
    shown = contents.read(_without_unknown_charts(draft))
    html = page.narrative_html(shown, figure_url=figure_url)
    return str(html).replace(OPEN, '<mark class="tirek-typed">').replace(CLOSE, "</mark>")


def _without_unknown_charts(draft: Publication) -> Publication:
    known = {(figure.key, dimension) for figure in draft.figures for dimension, _title, _cells in figure.splits}
    lines = draft.narrative.split("\n")
    kept = []
    for line in lines:
        requests = chart_requests(line) if "chart:" in line else ()
        missing = [f"{key} by {dimension}" for key, dimension in requests if (key, dimension) not in known]
        kept.append(f"{OPEN}{missing[0]}?{CLOSE}" if missing else line)
    return replace(draft, narrative="\n".join(kept))


def _marked(narrative: str, typed: tuple[Claim, ...]) -> str:
    lines = narrative.split("\n")
    for claim in sorted(typed, key=lambda each: (each.where, each.start), reverse=True):
        line = lines[claim.where - 1]
        lines[claim.where - 1] = f"{line[: claim.start]}{OPEN}{line[claim.start : claim.end]}{CLOSE}{line[claim.end :]}"
    return "\n".join(lines)
