"""The engine for every test of mechanisms."""

from tests.mechanisms.engine import engine

__all__ = ["engine"]
