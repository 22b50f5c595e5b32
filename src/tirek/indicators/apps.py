"""The room as Django knows it."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """This class will tell Django where the room is."""

    name = "tirek.indicators"
    label = "indicators"
