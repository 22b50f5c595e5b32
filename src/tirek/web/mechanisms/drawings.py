"""The drawings of an edition: as a picture whose names are said in the reader's language, and the same in words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from tirek import cases, packs, procedures
from tirek.directory import NotFound
from tirek.packs import Edition, PackForm
from tirek.procedures import ClockRule, ToldStep
from tirek.refusals import Refusal
from tirek.web.requests import SignedRequest, page
from tirek.web.templatetags.mechanisms import role_name


@dataclass(frozen=True, slots=True)
class Way:
    """A step that comes next, and in which case."""

    number: int
    name: str
    when: str


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step as the page tells it. `since` is when it was last done in a case, `waits` that it is due there now.

    `limits` are the limits of the law with their legal basis, as they are in force today.
    """

    id: str
    number: int
    name: str
    kind: str
    role: str
    form: PackForm | None
    limits: tuple[tuple[str, str], ...]
    on: str
    calls: str
    onward: tuple[Way, ...]
    waits: bool
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as the page shows it. Numbers of steps go on from process to process."""

    path: str
    name: str
    address: str
    processes: tuple[tuple[str, tuple[ShownStep, ...]], ...]
    now: str
    done: str


@page()
def drawing(request: SignedRequest, code: str, number: int, path: str) -> HttpResponse:
    """This page will give a drawing for the script that shows it, named in the language of the reader."""
    packs.check_see(request.user)
    found = packs.edition_numbered(code, number)
    content = packs.file_of(found, path)
    if packs.kind_of(path) != "procedure":
        raise NotFound
    named = procedures.spoken(content.decode(), cases.rules_of(found).said, lambda role: str(capfirst(role_name(role))))
    response = HttpResponse(named, content_type="application/xml")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def drawings_of(
    edition: Edition,
    *,
    process: str = "",
    path: str = "procedures/",
    now: Set[str] = frozenset(),
    done: Mapping[str, datetime] | None = None,
) -> list[Drawing]:
    """This function will give the drawings of an edition, or that of one process or path.

    For a case `now` names the steps, timers and messages that wait in it, `done` what was done, and when last. What
    hangs on a step may come at any time while that waits; it is no place where the case stands.
    """
    rows = edition.files.filter(path__startswith=path).order_by("path").values_list("path", "content")
    texts = [(name, bytes(content).decode()) for name, content in rows]
    return [
        _shown(edition, name, text, now, done or {})
        for name, text in texts
        if packs.kind_of(name) == "procedure"
        and (not process or any(each.id == process for each in procedures.told(text)))
    ]


def _shown(edition: Edition, path: str, text: str, now: Set[str], done: Mapping[str, datetime]) -> Drawing:
    told = procedures.told(text)
    steps = [step for process in told for step in process.steps]
    numbers = {each.step.id: number for number, each in enumerate(steps, 1)}
    waiting = {each.step.id for each in steps if not each.on and now & {each.step.id, each.message}}
    # A step that stands for a procedure waits while anything in that waits.
    inside = {process.id for process in told if any(each.step.id in waiting for each in process.steps)}
    waiting |= {each.step.id for each in steps if each.calls in inside}
    rules = cases.rules_of(edition)
    shown = _Telling(
        said=rules.said,
        clocks=rules.clocks,
        forms={form.form_id: form for form in edition.forms.all()},
        steps={each.step.id: each for each in steps},
        numbers=numbers,
        processes={process.id: process.name for process in told},
        today=timezone.localdate(),
    )
    return Drawing(
        path=path,
        name=shown.said(told[0].name) if told else path,
        address=reverse("mechanisms:drawing", args=(edition.mechanism.code, edition.number, path)),
        processes=tuple(
            (shown.said(process.name), tuple(shown.step(each, waiting, done) for each in process.steps))
            for process in told
        ),
        now=",".join(sorted(waiting & numbers.keys())),
        done=",".join(sorted(done.keys() & numbers.keys() - waiting)),
    )


@dataclass(frozen=True, slots=True)
class _Telling:
    """What the steps of a drawing are told with."""

    said: Callable[[str], str]
    clocks: Sequence[ClockRule]
    forms: Mapping[str, PackForm]
    steps: Mapping[str, ToldStep]
    numbers: Mapping[str, int]
    processes: Mapping[str, str]
    today: date

    def step(self, told: ToldStep, waiting: Collection[str], done: Mapping[str, datetime]) -> ShownStep:
        step = told.step
        ways = tuple(
            Way(self.numbers[way.step], self.said(self.steps[way.step].step.name), " ".join(map(self.said, way.when)))
            for way in told.onward
        )
        return ShownStep(
            id=step.id,
            number=self.numbers[step.id],
            name=self.said(step.name),
            kind=step.kind,
            role=role_name(step.role) if step.role else "",
            form=self.forms.get(step.form),
            limits=tuple(
                (self.said(rule.limit_text), self.said(rule.basis))
                for rule in self.clocks
                if rule.step == step.id and rule.since <= self.today <= rule.until
            ),
            on=self.said(self.steps[told.on].step.name) if told.on in self.steps else "",
            calls=self.said(self.processes[told.calls]) if told.calls in self.processes else "",
            onward=ways,
            waits=step.id in waiting,
            since=done.get(step.id),
        )


@dataclass(frozen=True, slots=True)
class DrawnWith:
    """What a drawing may name: forms and roles in words, clocks, and procedures that it may call."""

    forms: tuple[tuple[str, str], ...]
    roles: tuple[tuple[str, str], ...]
    clocks: tuple[str, ...]
    processes: tuple[str, ...]
    messages: tuple[str, ...]


def drawn_with(edition: Edition, path: str) -> DrawnWith:
    """This function will give what a drawing of an edition may name."""
    forms = list(edition.forms.order_by("form_id"))
    roles = sorted(set(packs.Access.objects.filter(form__in=forms).values_list("role", flat=True)))
    rules = cases.rules_of(edition)
    texts = edition.files.filter(path__startswith="procedures/").values_list("path", "content")
    roots = {name: packs.drawing_of(bytes(content).decode()) for name, content in texts}
    return DrawnWith(
        forms=tuple((form.form_id, form.title) for form in forms),
        roles=tuple((role, str(capfirst(role_name(role)))) for role in roles),
        clocks=tuple(dict.fromkeys(rule.id for rule in rules.clocks)),
        processes=tuple(each.get("id", "") for root in roots.values() for each in packs.within(root, "process")),
        messages=tuple(each.get("id", "") for each in packs.within(roots[path], "message")) if path in roots else (),
    )


def elements_at(text: str, lines: Set[int]) -> list[str]:
    """This function will give the ids of what stands on lines of a drawing, or around what stands there."""
    try:
        root = packs.drawing_of(text.replace("\r\n", "\n"))
    except Refusal:
        return []
    found: dict[str, None] = {}
    for element in root.iter():
        line = cast("int | None", element.sourceline)  # its type says less
        if line in lines and packs.tag_of(element):
            around = (element, *element.iterancestors())
            found |= {next((name for each in around if (name := each.get("id"))), ""): None}
    return [name for name in found if name]
