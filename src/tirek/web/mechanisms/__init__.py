"""Pages of mechanisms: what is installed, each edition, what changed."""
