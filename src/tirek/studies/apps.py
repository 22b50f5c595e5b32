"""The room as Django knows it."""

from django.apps import AppConfig


class StudiesConfig(AppConfig):
    """This class will tell Django where the room is."""

    name = "tirek.studies"
    label = "studies"
