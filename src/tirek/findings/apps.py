"""The room as Django knows it."""

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """This class will tell Django where the room is."""

    name = "tirek.findings"
    label = "findings"
