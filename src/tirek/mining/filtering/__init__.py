"""A log made smaller by a question: some of its cases, or some of their events. Filters are values, and compose."""
