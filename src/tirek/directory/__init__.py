"""Who and where: territories with their dates, offices, accounts and roles, persons by pseudonymous code."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
