"""Rows that cannot be written without a trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.rooms.ledger.conftest import a_person, note
from tirek.directory import Person
from tirek.ledger import Traced, TracedQuerySet, WriteWithoutTrace, verify_rows
from tirek.ledger.traced import writing


@pytest.fixture
def person(db: None) -> Person:
    person = a_person()
    note(person)
    return person


def test_it_works(person: Person) -> None:
    with pytest.raises(WriteWithoutTrace, match="directory_person"):
        person.save()


WRITES = {
    "save": lambda person: person.save(),
    "save of a field": lambda person: person.save(update_fields=["sex"]),
    "delete": lambda person: person.delete(),
    "create": lambda _: Person.objects.create(code="KZ-99999", sex="male"),
    "get_or_create": lambda _: Person.objects.get_or_create(code="KZ-99999", defaults={"sex": "male"}),
    "update_or_create": lambda person: Person.objects.update_or_create(code=person.code, defaults={"sex": "male"}),
    "bulk_create": lambda _: Person.objects.bulk_create([a_person()]),
    "bulk_update": lambda person: Person.objects.bulk_update([person], ["sex"]),
    "update": lambda _: Person.objects.update(sex="male"),
    "update of some": lambda person: Person.objects.filter(pk=person.pk).update(sex="male"),
    "delete of all": lambda _: Person.objects.all().delete(),
    "update through a relation": lambda person: person.attendances.update(unit="another"),
}


@pytest.mark.parametrize("way", WRITES)
def test_refuses_every_way_to_write_outside_an_entry(person: Person, way: str) -> None:
    with pytest.raises(WriteWithoutTrace):
        WRITES[way](person)
    assert list(Person.objects.values_list("pk", "sex")) == [(person.pk, "female")]


def test_reading_needs_no_entry(person: Person) -> None:
    assert Person.objects.filter(sex="female").count() == 1


def test_the_pen_is_put_down_after_each_write(person: Person) -> None:
    assert not writing.get()


def test_a_field_left_out_of_the_digest_may_be_written_without_an_entry(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Person, "untraced", ("sex",))
    other = a_person()
    note(other)
    other.sex = "male"
    other.save(update_fields=["sex"])
    Person.objects.filter(pk=other.pk).update(sex="female")
    Person.objects.bulk_update([other], ["sex"])
    assert Person.objects.get(pk=other.pk).sex == "male"
    assert verify_rows(Person, [other.pk]) == []
    assert [each.kind for each in verify_rows(Person, [person.pk])] == ["row-altered"]


@pytest.mark.parametrize(
    "write",
    [
        lambda person: person.save(),
        lambda person: person.save(update_fields=["sex", "code"]),
        lambda _: Person.objects.update(sex="male", code="KZ-99999"),
        lambda person: Person.objects.bulk_update([person], ["sex", "code"]),
        lambda person: person.delete(),
    ],
)
def test_a_field_left_out_of_the_digest_takes_no_other_along(
    person: Person, monkeypatch: pytest.MonkeyPatch, write: Callable[[Person], object]
) -> None:
    monkeypatch.setattr(Person, "untraced", ("sex",))
    with pytest.raises(WriteWithoutTrace):
        write(person)


@isolate_apps("tirek.ledger")
def test_a_declaration_that_opens_a_way_around_the_trace_is_an_error() -> None:
    class Office(models.Model):
        class Meta:
            app_label = "ledger"

    class Sound(Traced):
        office = models.ForeignKey(Office, on_delete=models.PROTECT)

        class Meta:
            app_label = "ledger"

    class Cascading(Traced):
        office = models.ForeignKey(Office, on_delete=models.CASCADE)

        class Meta:
            app_label = "ledger"

    class Nulling(Traced):
        office = models.ForeignKey(Office, on_delete=models.SET_NULL, null=True)

        class Meta:
            app_label = "ledger"

    class Managed(Traced):
        everything = models.Manager()

        class Meta:
            app_label = "ledger"

    class Related(Traced):
        offices = models.ManyToManyField(Office)

        class Meta:
            app_label = "ledger"

    class Misspelt(Traced):
        untraced: ClassVar = ("passwrod",)

        class Meta:
            app_label = "ledger"

    class Inherited(Sound):
        class Meta:
            app_label = "ledger"

    found = {
        model.__name__: {error.id for error in model.check() if str(error.id).startswith("ledger.")}
        for model in (Sound, Cascading, Nulling, Managed, Related, Misspelt, Inherited)
    }
    assert found == {
        "Sound": set(),
        "Cascading": {"ledger.E002"},
        "Nulling": {"ledger.E002"},
        "Managed": {"ledger.E001"},
        "Related": {"ledger.E003"},
        "Misspelt": {"ledger.E004"},
        "Inherited": {"ledger.E002", "ledger.E005"},
    }


def test_no_model_of_the_house_opens_a_way_around_the_trace() -> None:
    traced = [model for model in apps.get_models() if issubclass(model, Traced)]
    assert traced
    for model in traced:
        assert isinstance(model._default_manager.get_queryset(), TracedQuerySet)
        assert [error for error in model.check() if str(error.id).startswith("ledger.")] == []
