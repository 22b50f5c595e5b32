"""Pages of the plan: take it in, review its reading and audit, adopt it."""
