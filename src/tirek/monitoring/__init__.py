"""The programme's monitoring: what is due and what was done, progress, risks, lessons, quality, course corrections."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
