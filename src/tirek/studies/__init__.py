"""A service under study: its logs, how it really runs, how it could, and what a change of it brought."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
