"""Two logs side by side: what changed in flow, time, rework and safeguards, how sure that is, and for which cases."""
