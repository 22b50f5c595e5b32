"""Pictures of a programme, each with its table and its words: results chain, Gantt, burn, small multiples. Pure."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
