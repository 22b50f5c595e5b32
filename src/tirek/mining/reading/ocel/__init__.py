"""OCEL 2.0 as JSON, XML or SQLite: flattened by one type of objects, whose objects become cases."""
