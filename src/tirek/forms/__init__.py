"""What is asked and answered: devices, submissions kept before they are read, drafts, what may be read of them."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
