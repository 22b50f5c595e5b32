"""Pages of a programme's money: budget, what came in, what was spent, and what does not match."""
