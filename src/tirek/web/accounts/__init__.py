"""Signing in and out, by django-allauth, in the house's words."""
