"""Takes a new or changed pipeline file into use, after it was tried out: its DAGs then appear by themselves.

`check_conf → stage → validate_pipeline → check → try_or_install → training → promotion → inference → install`, then `clean_up`

**What starts it:** a person, by the form or REST: with the file's text or its path under an allowed folder, and a sample CSV
that the pipeline can be trained on.
**What it does:** checks the file, and runs its training and inference on the sample with the real jobs, in a scratch folder
and under the name `trial_<name>`; in the trial the gate is overruled. Only then is the file installed, by one rename.
**What it leaves:** `pipelines/<name>.yaml` on the shared volume, and every former version beside it, with who deployed it, when
and why. A file that is refused changes nothing. The trial's experiment stays in MLflow; its model and folder do not.
**Restoring:** the action *put a former version back* (`restore`) with name and version does so, without a trial.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from airflow.sdk import DAG, chain

from churnflow_dags import forms
from churnflow_dags.access import access_to
from churnflow_dags.conf import check_conf
from churnflow_dags.defaults import RETRY, SHORT
from churnflow_dags.deploy import check, clean_up, install, stage, try_or_install
from churnflow_dags.docs import page
from churnflow_dags.job import job
from churnflow_dags.notices import failed
from churnflow_dags.trial import CHECKED, NAME, trial

with DAG(
    dag_id="deploy_pipeline",
    description="Checks, tries out and installs a pipeline file; or restores a former version.",
    doc_md=page(__doc__),
    schedule=None,
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    access_control=access_to("deployment"),
    on_failure_callback=failed(""),
    dagrun_timeout=timedelta(hours=12),
    tags=["churnflow", "deployment"],
    default_args={"owner": "churnflow", "execution_timeout": SHORT, **RETRY},
    params=forms.deployment(),
):
    staged, candidates, choice = stage(), check(), try_or_install()
    chain(check_conf(), staged, job("validate-pipeline", NAME, env=CHECKED), candidates, choice)
    groups = trial(candidates)
    installation = install.override(trigger_rule="none_failed_min_one_success")()
    choice >> installation
    choice >> groups[0]
    for earlier, later in pairwise([*groups, installation]):
        earlier >> later
    installation >> clean_up().as_teardown(setups=staged)
