"""Pages of devices: issue one, withdraw one."""
