"""Tests of the running system: real jars, a real Airflow and a real MLflow."""
