"""The colours of every picture. None says anything alone: a shape, a pattern or a word says it too."""

from typing import Final

INK: Final = "#0b0c0c"
QUIET: Final = "#505a5f"
LINE: Final = "#6f777b"
FAINT: Final = "#d5dbdd"
"""For lines that only guide the eye: nothing is lost to who does not see them."""
PAPER: Final = "#ffffff"
BAR: Final = "#0a5c61"
# From pale to full: ink reads on the first three and white on the last (each at least 4.5:1).
SHADES: Final = (("#e4efee", INK), ("#bcd6d5", INK), ("#5e9a98", INK), (BAR, PAPER))
UNSHADED: Final = (PAPER, QUIET)
GOOD, WARNING = "#1a6b41", "#a3260f"
