"""Columns shifted against their headings."""

from __future__ import annotations

from tests.rooms.plans.checks.plans_made import made, only
from tirek.plans.checks.shifted_columns import check

CELLS = ("", "1.1 Manual", "X", "", "", "UNDP", "GP", "Local consultant 71300", "10 000", "", "10 000", "")


def test_it_works() -> None:
    shifted = {line: {"shift": 1, "cells": CELLS} for line in (41, 42, 44)}
    finding = only(check, made(rows=shifted))
    assert (finding.code, finding.severity, finding.where) == ("columns-shifted-left", "error", (41, 42, 44))
    assert (finding.printed, finding.computed) == ("2031 Q1", "Responsible party")
    assert "“UNDP” is printed under “2031 Q1”" in finding.sentence


def test_rows_shifted_by_another_number_are_another_finding() -> None:
    found = list(check(made(rows={41: {"shift": 1}, 42: {"shift": 2}, 44: {"shift": 1}})))
    assert [(each.where, each.facts["by"]) for each in found] == [((41, 44), "1"), ((42,), "2")]


def test_cells_too_far_to_the_right_are_said_to_be_so() -> None:
    cells = ("", "1.1 Manual", "X", "", "", "", "", "<b>UNDP</b>", "GP", "10 000")
    finding = only(check, made(rows={41: {"shift": -1, "cells": cells}}))
    assert (finding.code, finding.printed) == ("columns-shifted-right", "Source of funds")


def test_says_nothing_of_rows_in_their_place() -> None:
    assert list(check(made())) == []
