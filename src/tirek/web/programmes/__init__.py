"""Pages of a programme: its framework, its activities, its money."""
