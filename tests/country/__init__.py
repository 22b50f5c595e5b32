"""The folder of a country that is nowhere."""

from pathlib import Path

FOLDER = Path(__file__).parent
