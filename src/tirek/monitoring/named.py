"""Words kept as data beside the code: an id, and its name in each language."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from django.utils.translation import get_language

Names = dict[Any, dict[str, str]]


@cache
def data(name: str) -> dict[str, Any]:
    """This function will give what one of the YAML files of this room holds."""
    found: dict[str, Any] = yaml.safe_load(files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def in_this_language(names: Names) -> dict[Any, str]:
    """This function will give the names in the language of the page, in their own order."""
    language = (get_language() or "en")[:2]
    return {key: name.get(language, name["en"]) for key, name in names.items()}
