"""The room as Django knows it."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """This class will tell Django where the room is."""

    name = "tirek.directory"
    label = "directory"
