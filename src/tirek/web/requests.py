"""What a view is given: a request of somebody who is signed in."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

from tirek.directory import Account

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
        answered = require_http_methods(list(methods or ("GET", "HEAD")))(view)
        wrapped = answered if public else login_required(answered)
        functools.update_wrapper(wrapped, view)
        wrapped.methods = methods or ("GET",)  # type: ignore[attr-defined]
        wrapped.public = public  # type: ignore[attr-defined]
        return wrapped

    return mark


def paged(request: HttpRequest, rows: QuerySet[Any] | list[Any], size: int = 50) -> Page[Any]:
    """This function will give the page of rows that the address asks for, the nearest where there is no such page."""
    return Paginator(rows, size).get_page(request.GET.get("page"))
