"""The forms of a mechanism, compiled: once for each content that they ever have."""

from __future__ import annotations

from functools import lru_cache

from tirek.xlsforms import ConvertedForm, FormRefused, convert

KEPT = 64  # forms that this process remembers; each takes a second or more to convert


def compiled(path: str, content: bytes) -> ConvertedForm | FormRefused:
    """This function will convert a form, or give what is wrong with it. Raises `FileTooCostly`."""
    return _compiled(path.rpartition("/")[2], content)


@lru_cache(maxsize=KEPT)
def _compiled(name: str, content: bytes) -> ConvertedForm | FormRefused:
    try:
        return convert(name, content)
    except FormRefused as refused:
        return refused
