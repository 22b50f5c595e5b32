"""The programme's money: budgets and their revisions, the fee, what came in, what was spent, what does not match."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
