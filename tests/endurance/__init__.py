"""The stack in containers under load for as long as it takes: needs Docker."""
