"""Writes claims and contradictions as the command line and other programmes read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tirek.reports.claims.claim import Claim, Contradiction


def as_json(claims: Sequence[Claim], contradictions: Sequence[Contradiction]) -> dict[str, Any]:
    """This function will give claims and contradictions as what `json.dumps` takes.

    A value is a number (whole where it is whole), or a time as text to the precision it is given with (ISO 8601):
    "2022-05-25", "2021-12", "2023", and "2022-2023" for a span of years.
    """
    return {
        "claims": [_claim(claim) for claim in claims],
        "contradictions": [_contradiction(each) for each in contradictions],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "text": claim.text,
        "value": _value(claim),
        "qualifier": claim.qualifier,
        "unit": claim.unit,
        "where": claim.where,
        "status": claim.status,
        "figure": claim.figure,
        "note": claim.note,
        "quote": claim.quote,
        "part_of": claim.part_of,
    }


def _contradiction(each: Contradiction) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "sentences": list(each.sentences),
        "values": list(each.values),
        "where": list(each.where),
        "note": each.note,
    }


def _value(claim: Claim) -> int | float | str:
    value = claim.value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return f"{value:%Y-%m}" if claim.unit == "month" else value.isoformat()
    first, last = value
    return str(first) if first == last else f"{first}-{last}"
