"""Event logs to process knowledge: read, describe, discover, conform, redesign, compare.

A library that knows neither Django nor a database, so that it serves a notebook as well."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
