"""Mechanisms as folders of plain files: read, checked, installed, changed here, upgraded; the folder is everything."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
