"""What leaves the house and comes back: a programme as IATI XML, and all that an office entered as XLSX and JSON."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
