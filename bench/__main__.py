"""`python -m bench`: everything, in one run."""

from bench import (
    cases,
    documents,
    feed,
    intake,
    mining,
    mining_alignments,
    mining_xes,
    pages,
    portfolio,
    procedures,
)
from bench.measuring import machine

print(f"# Tirek, measured on {machine()}")
documents.run()
pages.run()
portfolio.run()
intake.run()
feed.run()
procedures.run()
cases.run()
mining.run()
mining_xes.run()
mining_alignments.run()
