"""The tests' own database: each test works as the app, and what it commits is gone before the next."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.db.utils import ProgrammingError


def role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


def test_it_works(db: None) -> None:
    assert role() == "tirek_app"


@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_a_test_commits_is_gone_before_the_next(transactional_db: None, turn: str) -> None:
    assert not Group.objects.exists()
    Group.objects.create(name=turn)
    assert role() == "tirek_app"


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "CREATE TEMPORARY TABLE mine (id int)",
        "ALTER TABLE auth_group ADD COLUMN more int",
        "DROP TABLE auth_group CASCADE",
        "TRUNCATE auth_group CASCADE",
        "CREATE SCHEMA mine",
        "SET ROLE tirek_owner",
    ],
)
def test_the_app_changes_no_table(db: None, statement: str) -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        cursor.execute(statement)
