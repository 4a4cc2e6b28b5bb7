"""See the modules: each says what it proves."""
