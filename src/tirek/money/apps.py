"""The room as Django knows it."""

from django.apps import AppConfig


class MoneyConfig(AppConfig):
    """This class will tell Django where the room is."""

    name = "tirek.money"
    label = "money"
