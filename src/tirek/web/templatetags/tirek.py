"""What the templates of the layout need beside plain includes."""

from __future__ import annotations

from django import template
from django.forms import BoundField

register = template.Library()


@register.filter
def first_input_id(field: BoundField) -> str:
    """This filter will give the id of what takes the focus for a field: of radios and checkboxes, the first."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label
