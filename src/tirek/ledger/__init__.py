"""The ledger: one append-only chain of entries per office, and the proof that no record changed without one.

`with entry(...) as open_entry:` is the only way to write a `Traced` row. `heads` is the as-of of every figure,
`national_root` the one number that stands for all chains, `verify` the comparison with the rows as they are now.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
