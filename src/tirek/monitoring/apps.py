"""The room as Django knows it."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """This class will tell Django where the room is."""

    name = "tirek.monitoring"
    label = "monitoring"
