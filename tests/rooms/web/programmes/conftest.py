"""Passwords of the cast are hashed fast, and nothing is remembered from one test to the next."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    cache.clear()
