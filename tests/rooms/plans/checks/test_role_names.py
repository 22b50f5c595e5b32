"""Roles of one function."""

from __future__ import annotations

import pytest

from tests.rooms.plans.checks.plans_made import made, only
from tirek.plans.checks.role_names import check
from tirek.plans.reading.plan import Value

MANAGER = {22: "A project manager supervises the work."}


def test_it_works() -> None:
    finding = only(check, made(prose=MANAGER, rows={42: {"title": Value("Project Coordinator", 42)}}))
    assert (finding.code, finding.severity, finding.where) == ("role-named-two-ways", "question", (22, 42))
    assert "project manager (22), project coordinator (42)" in finding.sentence


def test_one_name_throughout_is_sound() -> None:
    assert list(check(made(prose=MANAGER, rows={42: {"title": Value("Project Manager", 42)}}))) == []


def test_roles_in_one_sentence_are_two_posts() -> None:
    prose = MANAGER | {25: "The project coordinator reports to the project manager."}
    assert list(check(made(prose=prose))) == []


def test_roles_with_a_budget_row_each_are_two_posts() -> None:
    rows = {41: {"title": Value("Project manager", 41)}, 42: {"title": Value("Project coordinator", 42)}}
    assert list(check(made(rows=rows))) == []


def test_project_management_is_no_role() -> None:
    prose = MANAGER | {25: "Project management and project coordination are done well."}
    assert list(check(made(prose=prose))) == []


def test_a_longer_name_is_not_counted_as_the_shorter_one_inside_it() -> None:
    prose = {22: "The project steering committee meets.", 25: "The project steering committee decides."}
    assert list(check(made(prose=prose))) == []


@pytest.mark.parametrize(
    ("one", "other"), [("Project Board", "Steering Committee"), ("project assistant", "Project Associate")]
)
def test_other_functions_are_known_too(one: str, other: str) -> None:
    assert only(check, made(prose={22: f"The {one} meets.", 25: f"The {other} is paid."})).where == (22, 25)
