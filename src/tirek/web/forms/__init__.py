"""Pages of forms: what may be filled, drafts, what was answered."""
