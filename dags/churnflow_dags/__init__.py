"""What the DAG files share: reading pipeline files, turning jars into tasks, the checks around them."""
