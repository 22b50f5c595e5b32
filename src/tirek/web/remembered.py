"""Answers that pages give again as long as nothing was written: what was asked of the same records is the same."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any, TypeVar

from django.core.cache import cache
from django.utils.translation import get_language

from tirek.ledger import national_root

Answer = TypeVar("Answer")
SECONDS = 600


def remembered(name: str, asked: Any, answer: Callable[[], Answer]) -> Answer:
    """This function will give an answer that was given before to the same question, unless something was written.

    `asked` is all that the answer depends on besides the records and the language of the page: days, keys, settings.
    The memory is the process's own; a write anywhere gives the ledger another root, and so another question.
    """
    question = repr((name, asked, get_language(), national_root()))
    key = f"remembered:{sha256(question.encode()).hexdigest()}"
    found: Answer | None = cache.get(key)
    if found is None:
        found = answer()
        cache.set(key, found, SECONDS)
    return found
