"""A log held against a drawing or against rules: replay, alignments, safeguards."""
