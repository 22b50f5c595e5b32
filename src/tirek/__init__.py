"""Tirek keeps the record of a national human rights mechanism and of the programme that supports it."""
