"""`python -m tirek.command` is `tirek`."""

import sys

from tirek.command import main

if __name__ == "__main__":
    sys.exit(main())
