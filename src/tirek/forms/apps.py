"""The room as Django knows it."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    """This class will tell Django where the room is. Django's own forms have the room's name for a label."""

    name = "tirek.forms"
    label = "answers"
