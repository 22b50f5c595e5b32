"""What a converted form is: the XForm that clients fill, and a flat list of its fields for whoever reads answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tirek.refusals import Problem

Texts = Mapping[str, str]
"""A text in each language of the form, by language code (`en`, `ru`, `kk`); by "" where the form names no language."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be chosen."""

    name: str
    labels: Texts


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a form asks, computes, or groups others by.

    `path` is the way from the root, as in `person/age`; `repeat` is the path of the innermost repeat around it, or "".
    `kind` is the XLSForm's own word for the type (`text`, `select_one`, `image`, `group`, `repeat`, `calculate`…).
    `mark` says what kind of secret the answer is (`identity`, `contact`, `statement`, `place`), or "": the column
    `bind::tirek:mark` of the form, or that of the innermost group around it that has one; who may see which is said
    by the mechanism's `who.csv`.
    """

    path: str
    kind: str
    labels: Texts
    repeat: str = ""
    choices: tuple[Choice, ...] = ()
    mark: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class ConvertedForm:
    """A form as clients and readers need it. `version` and `form_id` are as printed in its settings.

    `languages` are codes in the order of the headings, none where the form names no language; `default_language` is
    "" then. `media` are the names of the files that clients must be given beside the form. `warnings` name what is
    not wrong and may not be meant.
    """

    form_id: str
    version: str
    titles: Texts
    languages: tuple[str, ...]
    default_language: str
    xform: bytes
    fields: tuple[Field, ...]
    media: tuple[str, ...]
    warnings: tuple[Problem, ...] = ()
