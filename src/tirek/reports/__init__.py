"""What is told: a narrative with bound figures, held against the records, frozen, verified and rendered."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
