"""Measurements, each beside a floor or a peer in the same run: `make bench`. Nothing here is a test."""
