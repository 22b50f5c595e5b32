"""Pages of a programme's monitoring: what is due, progress, risks, lessons, quality, course corrections."""
