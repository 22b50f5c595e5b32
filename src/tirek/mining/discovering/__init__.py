"""From a log to a drawing: inductive mining, process trees, BPMN 2.0 with its layout."""
