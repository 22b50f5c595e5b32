"""The first page of somebody signed in."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client

from tests.cast import aigul, bolat, dana, ingrid, marat, saule
from tests.programme import programme
from tests.rooms.money.books import fund
from tests.rooms.web.programmes.reading import action, changed, many, words
from tirek import money

pytestmark = pytest.mark.django_db


@time_machine.travel(date(2022, 7, 15))
def test_it_works() -> None:
    action(programme())
    shown = words("/")
    assert "Your programmes Rights 00143776" in shown
    assert "Late or due" in shown
    assert "late Track results progress , Q2 2022, by 30 June 2022 late Quarterly report" in shown


@time_machine.travel(date(2022, 7, 15))
def test_where_there_are_several_programmes_each_line_names_its_own() -> None:
    action(programme())
    programme("00999999")
    assert "late Track results progress , Q2 2022, by 30 June 2022 00143776 Rights" in words("/")


def test_a_visitor_sees_what_is_published_alone() -> None:
    programme()
    assert "00143776" not in Client().get("/").content.decode()


def test_ten_programmes_are_named_and_the_rest_is_a_link_away() -> None:
    many(12)
    shown = words("/")
    assert shown.count("1 January 2022 –") == 10
    assert "2 more, and all side by side" in shown


def test_a_superseded_programme_is_not_among_them() -> None:
    old, new = programme(), programme("00999999")
    changed(old, title="The initiation plan")
    changed(new, supersedes=old)
    assert "The initiation plan" not in words("/")


@time_machine.travel(date(2022, 7, 15))
def test_only_those_who_keep_monitoring_are_told_what_is_late() -> None:
    action(programme())
    for who in (aigul, marat):
        assert "Late or due" in words("/", who)
    for who in (saule, bolat):
        assert "Late or due" not in words("/", who)


@time_machine.travel(date(2022, 7, 15))
def test_a_region_is_told_of_its_own_programmes() -> None:
    action(programme())
    assert "Track results" not in words("/", dana)
    action(programme("00999999", "HRC-15"))
    assert "Track results" in words("/", dana)


def test_a_donor_is_led_to_the_own_funds() -> None:
    programme()
    assert "There is no programme yet" in words("/", ingrid)
    money.grant_fund(account=saule(), fund=fund(), donor=ingrid())
    assert "Your funds Rights 00143776" in words("/", ingrid)
    assert "There is no programme yet" not in words("/", ingrid)
