"""Shows what is wrong with pipeline files, as an import error of this file.

The other DAG files leave a broken pipeline out, because an exception in a file takes all of its DAGs with it; Airflow lists
the errors on its first page under this file's name. This file holds no DAG.
"""

from __future__ import annotations

from churnflow_dags.pipeline import load_pipelines
from churnflow_dags.section import PipelineError

_errors = load_pipelines().errors
if _errors:
    raise PipelineError("\n".join(_errors))
