"""What would be if: simulation of a drawing with what a log says of arrivals, people and times; comparing two logs."""
