"""What is measured: definitions of figures, their values as of a moment, splits, and what may be shown of them."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
