"""Pages of figures: a value, its splits, and the records behind it."""
