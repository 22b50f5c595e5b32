"""What can be done with answers, devices and drafts, a few verbs a file."""
