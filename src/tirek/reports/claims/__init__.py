"""Claims of a narrative."""

from tirek.reports.claims.extraction import extract

typed_numbers = extract


def hold_against_itself(text, claims):
    return claims, []


def hold_against(claims, figures):
    return claims
