"""Cases: one matter from its beginning to its end, with who has to do with it, what runs in it, and who may know."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
