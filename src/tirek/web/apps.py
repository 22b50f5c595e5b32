"""The room as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """This class will tell Django where the room is."""

    name = "tirek.web"
    label = "web"
