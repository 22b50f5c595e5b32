"""What shows that it happened: attendance lists, deliverables, measurements, decisions; entered once, never changed."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
