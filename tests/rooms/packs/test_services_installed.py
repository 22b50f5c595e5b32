"""A mechanism that only studies services is installed and shown like any other, without forms."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import aigul, ruslan
from tests.mechanism import MECHANISMS, installed
from tirek import packs
from tirek.packs import Edition


@pytest.fixture
def police(db: None) -> Edition:
    return installed(MECHANISMS / "police-services")


def test_it_works(police: Edition) -> None:
    assert not police.forms.exists()
    services = packs.services_of(packs.pack_of(police))
    assert [each.code for each in services][:2] == ["call-102", "complaint-registration"]
    assert all(each.as_is and each.to_be and each.safeguards and each.clocks for each in services)


def test_its_page_and_files_are_shown(police: Edition) -> None:
    client = Client()
    client.force_login(aigul())
    there = "/mechanisms/police-services/"
    for address in (there, f"{there}editions/1/files/services/call-102/as-is.bpmn"):
        assert client.get(address).status_code == 200


def test_its_page_tells_each_service_and_lets_who_may_begin_a_study_of_it(police: Edition) -> None:
    asked = Client()
    asked.force_login(aigul())
    shown = asked.get("/mechanisms/police-services/").content.decode()
    for each in packs.booklet(packs.pack_of(police), "en").services:
        assert f'id="service-{each.code}"' in shown
        assert f'value="police-services/{each.code}"' in shown
    begun = asked.post("/studies/begin/service/", {"service": "police-services/identity-card"})
    assert begun["Location"] == "/studies/identity-card/"

    asked.force_login(ruslan())
    shown = asked.get("/mechanisms/police-services/").content.decode()
    assert 'id="service-call-102"' in shown
    assert "police-services/call-102" not in shown.replace("/editions/1/files/", "")


def test_the_booklet_tells_each_service_in_the_language_of_the_reader(police: Edition) -> None:
    made = packs.booklet(packs.pack_of(police), "kk")
    assert len(made.services) == 7
    call = made.services[0]
    assert call.title == "102 нөміріне шақырулар"
    said = [row[-1] for row in call.tables["safeguards"][1]]
    assert "Қауіпсіздігі қамтамасыз етілмейінше ешкімнен жауап алынбайды." in said
    assert "## Service: 102 нөміріне шақырулар" in packs.as_markdown(made, "..")


def test_what_changed_in_a_drawing_of_a_service_is_told_by_its_steps(police: Edition) -> None:
    before = packs.pack_of(police)
    path = "services/call-102/to-be.bpmn"
    text = before.text(path).replace('name="Offer shelter and aid"', 'name="Offer aid"')
    changes = packs.differences(before, before.with_files(dict(before.files) | {path: text.encode()}))
    assert [str(each) for each in changes] == [
        f"{path}: “Offer shelter and aid”, name: “Offer shelter and aid” → “Offer aid”."
    ]
