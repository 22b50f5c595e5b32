"""The room as Django knows it."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """This class will tell Django where the room is."""

    name = "tirek.cases"
    label = "cases"

    def ready(self) -> None:
        """This method will let the room of forms ask whose answers they are that belong to a case."""
        from tirek import forms
        from tirek.cases.held import CaseFiles

        forms.held_by(CaseFiles())
