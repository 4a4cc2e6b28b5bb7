"""Telemetry of a running stack, received here."""
