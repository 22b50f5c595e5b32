"""XLSForms in, XForms out: what a form asks, in which languages, and every fault with its sheet and row."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
