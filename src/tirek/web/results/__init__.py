"""Pages of a programme's results framework: indicators, targets, values and who approved them."""
