"""The room as Django knows it."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """This class will tell Django where the room is."""

    name = "tirek.plans"
    label = "plans"
