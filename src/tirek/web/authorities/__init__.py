"""Pages of authorities: what each owes."""
