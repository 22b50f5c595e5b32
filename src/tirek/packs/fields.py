"""The fields of a compiled form, as rows of JSON and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from tirek.packs.models import PackForm
from tirek.xlsforms import Choice, Field


def fields_as_json(fields: Iterable[Field]) -> list[dict[str, Any]]:
    """This function will give fields as JSON keeps them."""
    return [asdict(field) for field in fields]


def fields_of(form: PackForm) -> tuple[Field, ...]:
    """This function will give the fields of a compiled form in the order in which they are asked."""
    return tuple(
        Field(**row | {"choices": tuple(Choice(**choice) for choice in row.get("choices", ()))}) for row in form.fields
    )
