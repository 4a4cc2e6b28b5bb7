# Everything that one does with a clone. `make help` lists it.
.DEFAULT_GOAL := help
.PHONY: help venvs venv-airflow venv-mlflow venv-test up down status logs clean distclean locks
MAKEFLAGS += --no-print-directory

# Ports and other settings may be given to make as they may be to the shell: make up CHURNFLOW_AIRFLOW_PORT=8081
export CHURNFLOW_AIRFLOW_PORT CHURNFLOW_MLFLOW_PORT

STACK := .venv/airflow/bin/python airflow/bin/stack.py

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

up: venv-airflow venv-mlflow ## start Airflow and MLflow, and wait until they are healthy
	@$(STACK) up

down: ## stop everything that runs
	@if [ -x .venv/airflow/bin/python ]; then $(STACK) down; else echo 'Nothing was running.'; fi

status: venv-airflow ## what runs, how it is, addresses, users and passwords
	@$(STACK) status

logs: venv-airflow ## the ends of all logs; C=scheduler for one, FOLLOW=1 as they grow
	@$(STACK) logs $(C) $(if $(FOLLOW),--follow)

venvs: ## install the three virtual environments
	@$(MAKE) -j3 venv-airflow venv-mlflow venv-test

venv-airflow:
	@build/make-venv airflow airflow/requirements.txt

venv-mlflow:
	@build/make-venv mlflow mlflow/requirements.txt

venv-test:
	@build/make-venv test tests/requirements.txt

locks: ## resolve the Python requirements anew: *.in to *.txt
	@build/make-venv uv build/uv-requirements.txt
	@for lock in build/uv-requirements airflow/requirements mlflow/requirements tests/requirements; do \
	  .venv/uv/bin/uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
	    --custom-compile-command 'make locks' $$lock.in -o $$lock.txt || exit 1; done

clean: down ## remove what building and running have made; keeps .venv
	rm -rf var jobs/*/target jobs/lib/*/target

distclean: clean ## clean, and remove the virtual environments too
	rm -rf .venv
