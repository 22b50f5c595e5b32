"""What can be done with mechanisms."""
