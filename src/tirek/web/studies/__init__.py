"""Pages of studies: a service, its logs, what they say, its drawings, and what a change of it brought."""
