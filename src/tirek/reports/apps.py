"""The room as Django knows it."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """This class will tell Django where the room is."""

    name = "tirek.reports"
    label = "reports"
