"""Models of processes: trees, Petri nets that accept words, BPMN drawings; read from files, and turned into nets."""
