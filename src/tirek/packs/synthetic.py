"""`services/*/synthetic.yaml`: from what data logs of a service are made up, with faults planted that are known.

Numbers in such a file were measured nowhere. What makes logs of them is the command line (`tirek log synthesise`); here
they are only read, and held against the drawings of the service.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from tirek.packs.content_faults import KeyMissing, KeyUnknown, ValueOther
from tirek.packs.service_models import Model, model_of
from tirek.packs.services import Service

Kind = Literal["skip", "late", "same", "again"]
KINDS: Final[tuple[Kind, ...]] = ("skip", "late", "same", "again")
OFFICE_HOURS: Final = "mon tue wed thu fri 09:00-13:00 14:30-18:30"
DAYS: Final = ("mon", "tue", "wed", "thu", "fri")
_CLOCK: Final = r"([01]\d|2[0-3]):([0-5]\d)"
_WORKS: Final = re.compile(rf"always|({'|'.join(DAYS)})( ({'|'.join(DAYS)}))*( {_CLOCK}-{_CLOCK})+")
_TOP: Final = ("begins", "offices", "channels", "as-is", "to-be")
_RUN: Final = ("arrive", "cases per day", "roles", "steps", "ways", "planted")


@dataclass(frozen=True, slots=True)
class Post:
    """Who works in a role: so many in each office (None: as many as are wanted), when, and whether one keeps a case.

    Where `at` names an office, all work of the role is done there.
    """

    officers: int | None
    works: str
    at: str
    keeps: bool


@dataclass(frozen=True, slots=True)
class Deviation:
    """What goes wrong in so many of 100 cases: a step is skipped, or late by so many hours; one person does both steps;
    a way is gone so many times more. `breaks` names the safeguards that this breaks.
    """

    breaks: tuple[str, ...]
    share: float
    kind: Kind
    steps: tuple[str, ...]
    amount: int


@dataclass(frozen=True, slots=True)
class Course:
    """How a service runs: minutes of work (least, usual, most) by step, and of 100 cases those that take a way."""

    model: Model
    arrive: str
    per_day: float
    posts: Mapping[str, Post]
    minutes: Mapping[str, tuple[float, float, float]]
    ways: Mapping[str, float]
    bottleneck: str
    rework: str
    deviations: tuple[Deviation, ...]


@dataclass(frozen=True, slots=True)
class Synthetic:
    """What a synthetic log is made of. `offices` and `channels` say how many of 100 cases come to each."""

    begins: date
    offices: Mapping[str, float]
    channels: Mapping[str, float]
    courses: Mapping[str, Course]


def synthetic_of(service: Service) -> Synthetic:
    """This function will read the data that a service's logs are made of.

    Raises what `content_faults` calls a missing or unknown key or another value, whose fact `key` is the way to it, or
    what `model_of` says of a drawing.
    """
    given = _map({"synthetic.yaml": service.synthetic}, "synthetic.yaml", "", _TOP)
    courses = {name: text for name, text in (("as-is", service.as_is), ("to-be", service.to_be)) if name in given}
    offices, channels = (_shares(given, name) for name in ("offices", "channels"))
    if odd := next((each for each in channels if each not in service.channels), ""):
        raise KeyUnknown(key=f"channels.{odd}")
    return Synthetic(
        begins=_begins(given),
        offices=offices,
        channels=channels,
        courses={name: _course(service, name, given, model_of(text), offices) for name, text in courses.items()},
    )


def _begins(given: Mapping[str, Any]) -> date:
    try:
        return date.fromisoformat(_text(given, "begins", ""))
    except ValueError:
        raise ValueOther(key="begins", value=given["begins"], wanted="2025-02-03") from None


def _course(
    service: Service, name: str, above: Mapping[str, Any], model: Model, offices: Mapping[str, float]
) -> Course:
    given = _map(above, name, "", _RUN)
    at = f"{name}."
    roles = _map(given, "roles", at, tuple(service.roles))
    posts = {role: _post(roles, role, f"{at}roles.", offices) for role in roles}
    steps = _map(given, "steps", at, tuple(model.roles))
    for step, role in model.roles.items():
        if step not in steps:
            raise KeyMissing(key=f"{at}steps.{step}")
        if role not in posts:
            raise KeyMissing(key=f"{at}roles.{role}")
    ways = _map(given, "ways", at, tuple(model.chosen)) if "ways" in given else {}
    planted = _map(given, "planted", at, ("bottleneck", "rework", "deviations"))
    shares = {way: _number(ways, way, f"{at}ways.", most=100) for way in ways}
    for way in model.chosen:
        if way not in shares and way not in model.defaults:
            raise KeyMissing(key=f"{at}ways.{way}")
    deviations = planted.get("deviations", [])
    if not isinstance(deviations, list):
        raise ValueOther(key=f"{at}planted.deviations", value=str(deviations)[:40], wanted="- {…}")
    return Course(
        model=model,
        arrive=_works(given, "arrive", at),
        per_day=_number(given, "cases per day", at, most=100_000),
        posts=posts,
        minutes={step: _minutes(steps, step, f"{at}steps.") for step in steps},
        ways=shares,
        bottleneck=_one_of(planted, "bottleneck", f"{at}planted.", model.roles),
        rework=_one_of(planted, "rework", f"{at}planted.", model.chosen),
        deviations=tuple(
            _deviation(each, f"{at}planted.deviations.{place}", model, service) for place, each in enumerate(deviations)
        ),
    )


def _post(roles: Mapping[str, Any], role: str, at: str, offices: Mapping[str, float]) -> Post:
    given = _map(roles, role, at, ("officers", "works", "at", "keeps its case"))
    at = f"{at}{role}."
    return Post(
        officers=None if given.get("officers") == "any" else int(_number(given, "officers", at, most=10_000)),
        works=_works(given, "works", at),
        at=_one_of(given, "at", at, offices),
        keeps=_one_of(given, "keeps its case", at, ("yes", "no")) == "yes",
    )


def _deviation(raw: Any, at: str, model: Model, service: Service) -> Deviation:
    given = _map({at: raw}, at, "", ("breaks", "of 100", *KINDS, "hours", "times"))
    kind = next((each for each in KINDS if each in given), None)
    if kind is None:
        raise KeyMissing(key=f"{at}.{' | '.join(KINDS)}")
    named = given[kind] if isinstance(given[kind], list) else [given[kind]]
    known = model.chosen if kind == "again" else model.roles
    for each in named:
        if each not in known:
            raise ValueOther(key=f"{at}.{kind}", value=str(each)[:60], wanted=", ".join(known))
    if len(named) != (2 if kind == "same" else 1):
        raise ValueOther(key=f"{at}.{kind}", value=str(named)[:60], wanted="[A, B]" if kind == "same" else "A")
    breaks = given.get("breaks")
    rules = [row["id"] for row in service.safeguards if "id" in row]
    if not isinstance(breaks, list) or not breaks or any(each not in rules for each in breaks):
        raise ValueOther(key=f"{at}.breaks", value=str(breaks)[:60], wanted=f"[{', '.join(rules)}]")
    amount = {"late": "hours", "again": "times"}.get(kind)
    return Deviation(
        breaks=tuple(breaks),
        share=_number(given, "of 100", f"{at}.", most=100),
        kind=kind,
        steps=tuple(named),
        amount=int(_number(given, amount, f"{at}.", most=10_000)) if amount else 0,
    )


def _map(given: Any, key: str, at: str, known: tuple[str, ...]) -> dict[str, Any]:
    if key not in given:
        raise KeyMissing(key=f"{at}{key}")
    found = given[key]
    if not isinstance(found, dict):
        raise ValueOther(key=f"{at}{key}", value=str(found)[:40], wanted=f"{{{', '.join(known)}}}")
    if odd := next((each for each in found if each not in known), ""):
        raise KeyUnknown(key=f"{at}{key}.{odd}")
    return found


def _text(given: Mapping[str, Any], key: str, at: str) -> str:
    if not isinstance(given.get(key), str):
        raise KeyMissing(key=f"{at}{key}")
    return str(given[key])


def _number(given: Mapping[str, Any], key: str, at: str, *, most: float) -> float:
    text = _text(given, key, at)
    if not re.fullmatch(r"\d{1,6}(\.\d{1,3})?", text) or not 0 < float(text) <= most:
        raise ValueOther(key=f"{at}{key}", value=text[:40], wanted=f"0 < … ≤ {most:g}")
    return float(text)


def _shares(given: Mapping[str, Any], key: str) -> dict[str, float]:
    found = given.get(key)
    if not isinstance(found, dict) or not found:
        raise KeyMissing(key=key)
    shares = {str(name): _number(found, name, f"{key}.", most=100) for name in found}
    if sum(shares.values()) != 100:
        raise ValueOther(key=key, value=f"{sum(shares.values()):g}", wanted="100")
    return shares


def _works(given: Mapping[str, Any], key: str, at: str) -> str:
    text = str(given.get(key, OFFICE_HOURS))
    if not _WORKS.fullmatch(text):
        raise ValueOther(key=f"{at}{key}", value=text[:60], wanted=f"always · {OFFICE_HOURS}")
    return text


def _minutes(given: Mapping[str, Any], step: str, at: str) -> tuple[float, float, float]:
    found = given[step]
    if not isinstance(found, list) or len(found) != 3:
        raise ValueOther(key=f"{at}{step}", value=str(found)[:40], wanted="[5, 10, 30]")
    least, usual, most = (_number({"": each}, "", f"{at}{step}", most=100_000) for each in found)
    if not least <= usual <= most:
        raise ValueOther(key=f"{at}{step}", value=str(found)[:40], wanted="[5, 10, 30]")
    return least, usual, most


def _one_of(given: Mapping[str, Any], key: str, at: str, known: Any) -> str:
    """What is named, one of those known; "" where nothing is."""
    said = given.get(key, "")
    if said and said not in known:
        raise ValueOther(key=f"{at}{key}", value=str(said)[:60], wanted=", ".join(known))
    return str(said)
