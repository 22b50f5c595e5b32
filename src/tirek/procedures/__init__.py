"""Procedures: what a drawing asks of whom and in which order, what the clocks of the law say, which safeguards hold."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
