"""Safeguards: rules that must hold, one sentence each, for running cases and for any log of past ones."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
