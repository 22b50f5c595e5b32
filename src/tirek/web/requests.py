"""What a view is given: a request of somebody who is signed in."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tirek.directory import Account, NotFound

Row = TypeVar("Row")
View = Callable[..., HttpResponseBase]


class SignedRequest(HttpRequest):
    """A request whose account is known."""

    user: Account


def page(*methods: str, public: bool = False) -> Callable[[View], View]:
    """This function will mark a view with the methods it answers (GET if none is named) and whom it answers.

    `tests/house/test_access_matrix.py` reads the mark, so that no route is open by oversight.
    """

    def mark(view: View) -> View:
        answered = require_http_methods(list(methods or ("GET", "HEAD")))(_plain_text_only(view))
        wrapped = answered if public else never_cache(login_required(answered))
        functools.update_wrapper(wrapped, view)
        wrapped.methods = methods or ("GET",)  # type: ignore[attr-defined]
        wrapped.public = public  # type: ignore[attr-defined]
        return wrapped

    return mark


def _plain_text_only(view: View) -> View:
    """No text of ours holds a NUL, and the database takes none: what carries one was not written by a person."""

    @functools.wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        values = (value for given in (request.GET, request.POST) for key in given for value in given.getlist(key))
        if "\0" in request.path or any("\0" in value for value in values):
            raise NotFound
        return view(request, *args, **kwargs)

    return asked


def whole_number(text: str | None) -> int:
    """This function will read a whole number that a page sent, and give 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def paged(request: HttpRequest, rows: QuerySet[Any] | list[Any], size: int = 50) -> Page[Any]:
    """This function will give the page of rows that the address asks for, the nearest where there is no such page."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


MOST_COUNTED = 1_000


class _NewestPages(Paginator):  # type: ignore[type-arg]
    @functools.cached_property
    def count(self) -> int:
        """No more than `MOST_COUNTED`; the database stops there."""
        rows: Any = self.object_list
        counted: int = rows.order_by("-opened_at", "id").values_list("pk")[:MOST_COUNTED].count()
        return counted


def paged_newest(request: HttpRequest, rows: QuerySet[Any], size: int = 50) -> Page[Any]:
    """This function will page cases, of which there may be a million: `MOST_COUNTED` are counted and turned at most.

    Nobody turns a hundred pages; who looks for something older narrows what is asked. What was posted is turned so.
    """
    given = request.POST if request.method == "POST" else request.GET
    return _NewestPages(rows, size).get_page(given.get("page"))
