"""What the templates of the layout need beside plain includes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField

register = template.Library()


@register.filter
def first_input_id(field: BoundField) -> str:
    """This filter will give the id of what takes the focus for a field: of radios and checkboxes, the first."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label


@register.filter
def elided(page: Page[Any]) -> Iterator[int | str]:
    """This filter will give the numbers of the pages around a page, the first and the last, and gaps between."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
