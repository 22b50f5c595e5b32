"""The same questions of a log that outgrew one machine: the same compiled passes on Apache Spark, added up exactly."""
