"""Each kind of document becomes the same thing: numbered lines, some of them rows of a table."""
