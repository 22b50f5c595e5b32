"""What was promised: the plan document, its audit, and the programme that is taken from it."""
