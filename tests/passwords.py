"""Passwords of the tests are hashed as the house hashes them, with the least work: the house can read them."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """Argon2 that asks for next to nothing."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
