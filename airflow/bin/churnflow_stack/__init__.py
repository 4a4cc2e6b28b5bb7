"""Starts, watches, shows and stops everything that runs on one machine. Standard library and supervisor only."""
