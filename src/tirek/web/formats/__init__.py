"""Dates and numbers as people of the country write them, where Django's own choice differs."""
