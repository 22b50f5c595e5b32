"""XES, plain or gzipped: scanned by one compiled pass, window by window."""
