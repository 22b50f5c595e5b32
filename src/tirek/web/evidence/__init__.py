"""Pages of evidence: enter it, import a list, withdraw."""
