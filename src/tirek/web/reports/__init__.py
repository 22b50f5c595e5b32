"""Pages of reports: write, freeze, read, verify; and the claims check."""
