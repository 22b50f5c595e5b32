"""The room as Django knows it."""

from django.apps import AppConfig


class PacksConfig(AppConfig):
    """This class will tell Django where the room is."""

    name = "tirek.packs"
    label = "packs"
