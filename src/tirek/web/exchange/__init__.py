"""Pages by which a programme leaves the house and comes back: IATI, XLSX, JSON."""
