"""The room as Django knows it."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """This class will tell Django where the room is."""

    name = "tirek.ledger"
    label = "ledger"
