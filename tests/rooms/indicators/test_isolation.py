"""Splits that would isolate a few people beside one another are named."""

from __future__ import annotations

from datetime import date

import pytest

from tirek import evidence, indicators, plans
from tirek.directory import Account
from tirek.indicators import Behind, Scope

pytestmark = pytest.mark.usefixtures("demo")


def come(topic: str, region: str, start: int, count: int) -> None:
    account, day = Account.objects.get(username="coordinator"), date(2023, 5, 2)
    activity = plans.activity(plans.programme(account, "00143776"), "2.2")
    event = evidence.add_event(account=account, activity=activity, title="X", topic=topic, starts=day, ends=day)
    rows = [f"KZ-ISO{number:03d},male,Unit,{region},official" for number in range(start, start + count)]
    content = "\n".join(["person,sex,unit,region,role", *rows]).encode()
    file = evidence.store_attendance_file(account=account, event=event, name="x.csv", content=content)
    evidence.record_attendance(account=account, file=file)


def named() -> frozenset[tuple[str, str]]:
    account = Account.objects.get(username="coordinator")
    programme = plans.programme(account, "00143776")
    spec = dict(indicators.figure_definition(programme, "police-trained").spec)
    published = {}
    for code, topics in (("wide", ["iso-a", "iso-b"]), ("narrow", ["iso-a"])):
        where = {"topics": topics}
        definition = indicators.read_definition(
            spec | {"code": code, "where": where, "split_by": ["region"], "parts": {}}
        )
        published[code] = (definition, indicators.evaluate(definition, Scope(programme.pk)))
    return indicators.isolating_splits(published, Behind(Scope(programme.pk)))


def test_it_works() -> None:
    come("iso-a", "KZ-71", 0, 8)
    come("iso-a", "KZ-75", 20, 8)
    come("iso-b", "KZ-71", 40, 2)
    come("iso-b", "KZ-75", 60, 6)
    assert named() == {("narrow", "region")}


def test_splits_that_differ_by_enough_are_not_named() -> None:
    come("iso-a", "KZ-71", 0, 8)
    come("iso-b", "KZ-71", 40, 5)
    assert named() == frozenset()
