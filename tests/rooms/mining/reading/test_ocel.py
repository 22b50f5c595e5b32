"""OCEL 2.0 in its three forms: alike, as PM4Py flattens it, and hostile or broken files refused."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.rooms.mining.reading.taken import Read, taken
from tirek.mining import import_log, open_log
from tirek.mining.reading.formats import format_of
from tirek.mining.reading.ocel import json_file, sqlite_file
from tirek.mining.reading.ocel.errors import (
    NoOcel,
    ObjectTypeNotSaid,
    ObjectTypeUnknown,
    OcelBroken,
    OcelDeclares,
    OcelTooLarge,
)
from tirek.mining.reading.ocel.json_file import read_ocel_json
from tirek.mining.reading.ocel.sqlite_file import read_ocel_sqlite
from tirek.mining.reading.ocel.xml_file import read_ocel_xml
from tirek.mining.reading.wanted import Wanted

READERS: dict[str, Callable[..., Any]] = {"json": read_ocel_json, "xml": read_ocel_xml, "sqlite": read_ocel_sqlite}
ITEMS = Wanted(object_type="item")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One log of orders and items in each form, written by PM4Py."""
    import pm4py
    from pm4py.objects.ocel.obj import OCEL

    def at(day: int) -> pd.Timestamp:
        return pd.Timestamp(2024, 1, day, 10, tz="UTC")

    events = pd.DataFrame(
        [("e1", "Place", at(1), 1.5, "Ann"), ("e2", "Pack", at(3), None, None), ("e3", "Ship", at(2), 3.25, "Боб"),
         ("e4", "Count", at(4), None, None)],
        columns=["ocel:eid", "ocel:activity", "ocel:timestamp", "amount", "who"],
    )  # fmt: skip
    objects = pd.DataFrame(
        [("o1", "order", 10.0, None), ("i1", "item", 1.0, "red"), ("i2", "item", 2.0, None)],
        columns=["ocel:oid", "ocel:type", "price", "colour"],
    )
    relations = pd.DataFrame(
        [("e1", "o1", "order", "places"), ("e1", "i1", "item", "part"), ("e1", "i2", "item", ""),
         ("e2", "i1", "item", "packed"), ("e3", "i1", "item", "sent"), ("e3", "o1", "order", "of"),
         ("e4", "o1", "order", "")],
        columns=["ocel:eid", "ocel:oid", "ocel:type", "ocel:qualifier"],
    ).merge(events[["ocel:eid", "ocel:activity", "ocel:timestamp"]], on="ocel:eid")  # fmt: skip
    changes = pd.DataFrame(
        [("i1", "item", at(9), "price", 9.0), ("i1", "item", at(7), "price", 7.0)],
        columns=["ocel:oid", "ocel:type", "ocel:timestamp", "ocel:field", "price"],
    )
    log = OCEL(events=events, objects=objects, relations=relations, object_changes=changes)
    place = tmp_path_factory.mktemp("ocel")
    files = {form: place / f"log.{form}" for form in READERS}
    pm4py.write_ocel2_json(log, str(files["json"]))
    pm4py.write_ocel2_xml(log, str(files["xml"]))
    pm4py.write_ocel2_sqlite(log, str(files["sqlite"]))
    return files


def read(written: dict[str, Path], form: str, wanted: Wanted = ITEMS) -> Read:
    return taken(READERS[form], written[form], wanted)


@pytest.mark.parametrize("form", READERS)
def test_events_stand_in_the_case_of_each_of_their_objects(written: dict[str, Path], form: str) -> None:
    log = read(written, form)
    rows = [(each.said["ocel:eid"], each.case, each.activity, each.said.get("ocel:qualifier")) for each in log.events]
    assert rows == [
        ("e1", "i1", "Place", "part"), ("e1", "i2", "Place", None), ("e2", "i1", "Pack", "packed"),
        ("e3", "i1", "Ship", "sent"),
    ]  # fmt: skip
    assert log.events[0].said["amount"] == 1.5
    assert log.events[3].said["who"] == "Боб"
    assert log.events[0].time == 1704103200000000
    assert log.cases == {"i1": {"price": 9.0, "colour": "red"}, "i2": {"price": 2.0}}
    assert log.notices["ocel-events-repeated"] == {"count": 1, "more": 1, "type": "item"}
    assert log.notices["ocel-events-of-others"] == {"count": 1, "type": "item"}
    assert log.notices["ocel-objects-changed"] == {"count": 2}


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("kind", ["item", "order"])
def test_flattening_gives_the_events_that_pm4py_gives(written: dict[str, Path], form: str, kind: str) -> None:
    import pm4py

    reader = {"json": pm4py.read_ocel2_json, "xml": pm4py.read_ocel2_xml, "sqlite": pm4py.read_ocel2_sqlite}[form]
    expected = pm4py.ocel_flattening(reader(str(written[form])), kind)
    times = pd.to_datetime(expected["time:timestamp"], utc=True)
    rows = zip(
        expected["ocel:eid"], expected["case:concept:name"], expected["concept:name"],
        [time.value // 1000 for time in times], strict=True,
    )  # fmt: skip
    log = read(written, form, Wanted(object_type=kind))
    assert Counter((e.said["ocel:eid"], e.case, e.activity, e.time) for e in log.events) == Counter(rows)


@pytest.mark.parametrize("form", READERS)
def test_a_type_that_is_not_said_is_asked_for_with_what_there_is(written: dict[str, Path], form: str) -> None:
    with pytest.raises(ObjectTypeNotSaid, match=r"item \(2\), order \(1\)"):
        read(written, form, Wanted())
    with pytest.raises(ObjectTypeUnknown, match=r"item \(2\), order \(1\)"):
        read(written, form, Wanted(object_type="parcel"))


@pytest.mark.parametrize("form", READERS)
def test_a_file_is_known_by_its_content_and_imported(written: dict[str, Path], form: str, tmp_path: Path) -> None:
    file = tmp_path / "some.log"
    file.write_bytes(written[form].read_bytes())
    assert format_of(file).name == f"ocel-{form}"
    log = open_log(import_log(file, tmp_path / "out", ITEMS))
    assert list(log.case_names()) == ["i1", "i2"]
    assert log.case_column("price").tolist() == [9.0, 2.0]
    assert log.time.tolist() == sorted(log.time.tolist()[:3]) + log.time.tolist()[3:]


def plain(**changed: Any) -> dict[str, Any]:
    log: dict[str, Any] = {
        "objectTypes": [{"name": "case", "attributes": [{"name": "n", "type": "integer"}]}],
        "eventTypes": [{"name": "A", "attributes": [{"name": "m", "type": "float"}, {"name": "t", "type": "string"}]}],
        "objects": [{"id": "1", "type": "case"}],
        "events": [{"id": "e", "type": "A", "time": "2024-01-01T00:00:00", "relationships": [{"objectId": "1"}]}],
    }
    return log | changed


def of_json(tmp_path: Path, log: Any) -> Path:
    file = tmp_path / "log.json"
    file.write_text(json.dumps(log))
    return file


def test_the_only_type_needs_not_be_said_and_zones_may_be(tmp_path: Path) -> None:
    file = of_json(tmp_path, plain())
    assert [each.time for each in taken(read_ocel_json, file).events] == [1704067200000000]
    assert [each.time for each in taken(read_ocel_json, file, Wanted(zone="+05:00")).events] == [1704049200000000]
    file.write_bytes(gzip.compress(file.read_bytes()))
    assert len(taken(read_ocel_json, file).events) == 1


def test_values_that_do_not_fit_and_objects_that_are_missing_are_told(tmp_path: Path) -> None:
    said = [{"name": "m", "value": "many"}, {"name": "t", "value": True}, {"name": "other", "value": 2.0}]
    related = [{"objectId": "1", "qualifier": "a"}, {"objectId": "1", "qualifier": "b"}, {"objectId": "9"}]
    event = {"id": "e", "type": "A", "time": "2024-01-01T00:00:00Z", "attributes": said, "relationships": related}
    case = {"id": "1", "type": "case", "attributes": [{"name": "n", "time": "2024", "value": "12345678901234567890"}]}
    log = taken(read_ocel_json, of_json(tmp_path, plain(events=[event], objects=[case])))
    [read_event] = log.events
    assert read_event.said == {"ocel:eid": "e", "ocel:qualifier": "a, b", "t": "true", "other": "2"}
    assert log.cases == {}
    assert log.notices["ocel-objects-unknown"] == {"count": 1}
    assert log.notices["ocel-values-not-numbers"]["count"] == 2  # “many”, and a whole number past 2**53


def test_events_without_activity_or_time_are_faults(tmp_path: Path) -> None:
    related = [{"objectId": "1"}]
    events = [
        {"id": "a", "type": None, "time": "2024-01-01T00:00:00Z", "relationships": related},
        {"id": "b", "type": "A", "relationships": related},
        {"id": "c", "type": "A", "time": "03.04.2024 10:00", "relationships": related},
        {"id": "d", "type": "A", "time": "2024-01-01T00:00:00Z", "relationships": related},
    ]
    log = taken(read_ocel_json, of_json(tmp_path, plain(events=events)))
    assert [each.said["ocel:eid"] for each in log.events] == ["d"]
    assert log.faults == [
        (1, "event-without-activity", ""),
        (2, "event-without-time", ""),
        (3, "event-time-not-read", "03.04.2024 10:00"),
    ]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        ("{", OcelBroken), ("[" * 100_000, OcelBroken), ('{"ocel:events": {}}', NoOcel), ("[]", NoOcel),
        (json.dumps(plain(events=5)), OcelBroken), (json.dumps(plain(events=[5])), OcelBroken),
        (json.dumps(plain(objects=[{"id": {}, "type": "case"}])), OcelBroken),
        (json.dumps(plain(objects=[])), ObjectTypeNotSaid),
        ('{"n": ' + "9" * 5_000 + "}", OcelBroken),
    ],
)  # fmt: skip
def test_json_of_another_kind_is_refused(tmp_path: Path, content: str, refusal: type[Exception]) -> None:
    file = tmp_path / "log.json"
    file.write_text(content)
    with pytest.raises(refusal):
        taken(read_ocel_json, file)


def test_more_json_than_fits_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_file, "LARGEST", 100)
    with pytest.raises(OcelTooLarge):
        taken(read_ocel_json, of_json(tmp_path, plain()))


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        ('<!DOCTYPE log [<!ENTITY a "b">]><log><object-types/><objects/></log>', OcelDeclares),
        ('<!DOCTYPE log SYSTEM "file:///etc/passwd"><log><object-types/></log>', OcelDeclares),
        ("<log><object-types/><objects>", OcelBroken),
        ("<log><object-types/><objects></log>", OcelBroken),
        ("<log><object-types/></log>", ObjectTypeNotSaid),
    ],
)
def test_hostile_or_broken_xml_is_refused(tmp_path: Path, content: str, refusal: type[Exception]) -> None:
    file = tmp_path / "log.xml"
    file.write_text(content)
    assert format_of(file).name == "ocel-xml"
    with pytest.raises(refusal):
        taken(read_ocel_xml, file)


def test_a_bomb_of_entities_is_refused_before_it_unfolds(tmp_path: Path) -> None:
    bomb = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    file = tmp_path / "log.xml"
    file.write_text(f'<!DOCTYPE log [<!ENTITY a0 "lol">{bomb}]><log x="&a9;"><object-types/></log>')
    with pytest.raises((OcelDeclares, OcelBroken)):
        taken(read_ocel_xml, file)


def test_a_database_with_code_or_other_tables_is_refused(
    written: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "log.sqlite"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE something (x)")
    with pytest.raises(NoOcel):
        taken(read_ocel_sqlite, file, ITEMS)
    file.write_bytes(written["sqlite"].read_bytes())
    with sqlite3.connect(file) as harmed:
        harmed.execute("ALTER TABLE event RENAME TO kept")
        harmed.execute(
            "CREATE VIEW event AS SELECT * FROM kept, "
            "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT i FROM n)"
        )
    with pytest.raises(NoOcel):  # a view is no table, however it is named
        taken(read_ocel_sqlite, file, ITEMS)
    file.write_bytes(written["sqlite"].read_bytes()[:6_000])
    with pytest.raises(OcelBroken):
        taken(read_ocel_sqlite, file, ITEMS)
    monkeypatch.setattr(sqlite_file, "LARGEST", 100)
    with pytest.raises(OcelTooLarge):
        taken(read_ocel_sqlite, file, ITEMS)


def test_nothing_is_written_beside_a_database(written: dict[str, Path]) -> None:
    before = sorted(path.name for path in written["sqlite"].parent.iterdir())
    content = written["sqlite"].read_bytes()
    read(written, "sqlite")
    assert sorted(path.name for path in written["sqlite"].parent.iterdir()) == before
    assert written["sqlite"].read_bytes() == content
