#!/bin/bash
# Makes the databases and their owners when PostgreSQL starts on an empty volume. Passwords reach psql as variables, never as text.
set -euo pipefail

database() { # owner, password, databases ...
  local owner=$1 password=$2
  shift 2
  PASSWORD=$password psql -v ON_ERROR_STOP=1 -qX -U "${POSTGRES_USER:-postgres}" -d postgres -v owner="$owner" <<'SQL'
\getenv password PASSWORD
CREATE ROLE :"owner" LOGIN PASSWORD :'password';
SQL
  for name in "$@"; do
    psql -v ON_ERROR_STOP=1 -qX -U "${POSTGRES_USER:-postgres}" -d postgres -v owner="$owner" -v name="$name" <<'SQL'
CREATE DATABASE :"name" OWNER :"owner" TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
  done
}

database airflow "$AIRFLOW_DB_PASSWORD" airflow
database celery "$CELERY_DB_PASSWORD" celery
database mlflow "$MLFLOW_DB_PASSWORD" mlflow mlflow_users
