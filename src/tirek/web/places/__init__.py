"""Pages of the register of places of detention."""
