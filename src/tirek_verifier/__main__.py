"""Runs the verifier as `python -m tirek_verifier`."""

import sys

from tirek_verifier.command import main

sys.exit(main())
