"""The stack in containers, run for real: needs Docker."""
