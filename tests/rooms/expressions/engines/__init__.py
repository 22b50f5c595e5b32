"""The two engines of forms, asked what they make of an expression: that of browsers, and that of devices."""
