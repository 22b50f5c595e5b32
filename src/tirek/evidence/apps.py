"""The room as Django knows it."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """This class will tell Django where the room is."""

    name = "tirek.evidence"
    label = "evidence"
