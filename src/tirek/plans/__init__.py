"""What was promised: the plan document, its audit, and the programme that is taken from it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
