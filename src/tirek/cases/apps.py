"""The room as Django knows it."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """This class will tell Django where the room is."""

    name = "tirek.cases"
    label = "cases"
