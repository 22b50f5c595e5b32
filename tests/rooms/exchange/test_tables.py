"""Nothing is forgotten and nothing leaks: every table and every field is named, as what leaves or as what stays."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from tirek.exchange.columns import columns_of, kinds, model_of
from tirek.exchange.tables import HOUSE, LEFT_OUT, TABLES, Table
from tirek.ledger import Traced

MODELS = [model for model in apps.get_models() if model.__module__.startswith("tirek.")]
NEVER = ("salt", "password", "digest", "hash", "last_login", "token", "secret", "email")


def test_it_works() -> None:
    assert len({table.name for table in TABLES}) == len(TABLES) > 40


def test_every_table_leaves_or_is_named_as_left_out() -> None:
    travelling = {table.model for table in TABLES}
    assert travelling.isdisjoint(LEFT_OUT)
    assert {model._meta.label for model in MODELS} == travelling | set(LEFT_OUT)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_field_of_a_travelling_table_travels(table: Table) -> None:
    fields = {field.name for field in model_of(table)._meta.concrete_fields}
    assert {column.name for column in columns_of(table)} == fields - set(HOUSE)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_only_traced_tables_travel(table: Table) -> None:
    assert issubclass(model_of(table), Traced)
    assert not model_of(table).untraced


def test_no_secret_has_a_column() -> None:
    names = {name for columns in kinds().values() for name in columns}
    assert not {name for name in names for word in NEVER if word in name}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_reference_leads_to_what_travels_or_is_named(table: Table) -> None:
    travelling = {model_of(each) for each in TABLES}
    for column in columns_of(table):
        if column.target is not None:
            named = column.by != "pk" or column.target._meta.label in ("directory.Office", "directory.Region")
            assert column.target in travelling or named, column.name


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_words_and_keys_of_a_table_are_columns_of_it(table: Table) -> None:
    names = {column.name for column in columns_of(table)}
    assert {*table.called.split(), *table.once.split(), *table.heads.split()} <= names


def test_names_fit_on_the_tabs_of_a_workbook() -> None:
    for name in kinds():
        assert len(name) <= 31
        assert not set(name) & set("[]:*?/\\")


def test_no_file_is_a_reference() -> None:
    """Files are columns of rows: there is no path on a disk that could be forgotten."""
    assert not [field for model in MODELS for field in model._meta.fields if isinstance(field, models.FileField)]
