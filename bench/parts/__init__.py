"""The benchmark's parts: each measures one kind of work and returns a section of the table."""
