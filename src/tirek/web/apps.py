"""The room as Django knows it."""

from django.apps import AppConfig

from tirek.database_roles import register_check


class WebConfig(AppConfig):
    """This class will tell Django where the room is."""

    name = "tirek.web"
    label = "web"

    def ready(self) -> None:
        """This function will let `check --database default` say of a powerful role what the start of the pages says."""
        register_check()
