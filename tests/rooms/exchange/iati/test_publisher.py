"""What an office decides is data: it comes with the house, and can be decided otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tirek.exchange.iati import publisher as module
from tirek.exchange.iati.codelists import codes
from tirek.exchange.iati.errors import PublisherUnreadable
from tirek.exchange.iati.publisher import PUBLISHER, publisher

OURS = Path(module.__file__).with_name("publisher.yaml")


def data() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(OURS.read_text("utf-8"))
    return read


def decided(given: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "publisher.yaml"
    file.write_text(given if isinstance(given, str) else yaml.safe_dump(given), "utf-8")
    monkeypatch.setenv(PUBLISHER, str(file))


def test_it_works() -> None:
    found = publisher()
    assert (found.reporting.ref, found.reporting.type) == ("XM-DAC-41114", "40")
    assert found.accountable.name["kk"] == "Біріккен Ұлттар Ұйымының Даму бағдарламасы"


def test_an_organisation_is_known_by_each_of_its_names_however_they_are_written() -> None:
    found = publisher()
    for name in ("MIA", " ministry of  interior ", "Ministry of Internal Affairs of the Republic of Kazakhstan"):
        assert (organisation := found.organisation(name)) is not None
        assert organisation.type == "10"
    assert found.organisation("A. B.") is None


def test_every_code_is_one_of_its_list() -> None:
    found = publisher()
    lists = {"country": "Country", "scope": "ActivityScope", "collaboration": "CollaborationType", "flow": "FlowType",
             "finance": "FinanceType", "aid": "AidType", "tied": "TiedStatus"}  # fmt: skip
    assert {name for name, code in found.codes.items() if code not in codes(lists[name])} == set()
    assert {each.type for each in found.known.values()} <= codes("OrganisationType")
    sectors = [found.sectors["default"], *found.sectors["00143776"].values()]
    assert {sector for shares in sectors for sector in shares} <= codes("Sector")
    assert set(found.gender.values()) <= codes("PolicySignificance")


def test_every_organisation_has_a_name_in_three_languages() -> None:
    assert all(set(each.name) == {"en", "ru", "kk"} for each in publisher().known.values())


def test_an_output_that_nobody_decided_on_has_the_default_sectors() -> None:
    found = publisher()
    assert found.shares("00143776", "2") == {"15132": 80, "15180": 20}
    assert found.shares("00143776", "99") == found.shares("00999999", "1") == {"15160": 100}


def test_an_office_can_decide_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = data()
    mine["organisations"]["undp"]["ref"] = "KZ-1"
    decided(mine, tmp_path, monkeypatch)
    assert publisher().reporting.ref == "KZ-1"


@pytest.mark.parametrize(
    "name", ["reporting", "organisations", "accountable", "country", "sectors", "gender", "sensitive"]
)
def test_refuses_a_file_that_lacks_something(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = data()
    del mine[name]
    decided(mine, tmp_path, monkeypatch)
    with pytest.raises(PublisherUnreadable, match=name):
        publisher()


def test_refuses_an_organisation_that_is_not_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decided(data() | {"accountable": "nobody"}, tmp_path, monkeypatch)
    with pytest.raises(PublisherUnreadable, match="nobody"):
        publisher()


def test_refuses_sectors_that_are_not_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = data()
    mine["sectors"]["00143776"]["2"] = {"15132": 90}
    decided(mine, tmp_path, monkeypatch)
    with pytest.raises(PublisherUnreadable, match="00143776 2: 90"):
        publisher()


@pytest.mark.parametrize("text", ["", "[]", "reporting: [", "just words", "organisations: 7"])
def test_refuses_what_is_no_such_file(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decided(text, tmp_path, monkeypatch)
    with pytest.raises(PublisherUnreadable):
        publisher()


def test_refuses_a_file_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PUBLISHER, str(tmp_path / "none.yaml"))
    with pytest.raises(PublisherUnreadable, match=r"none\.yaml"):
        publisher()
