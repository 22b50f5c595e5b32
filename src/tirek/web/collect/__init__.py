"""What a device of the ODK ecosystem asks of a server (OpenRosa 1.0)."""
