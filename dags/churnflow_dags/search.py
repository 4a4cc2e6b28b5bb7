"""The tasks that look for the candidates' parameters and fit them."""

from __future__ import annotations

from typing import Any

from churnflow_dags.job import job_for_each
from churnflow_dags.pipeline import Pipeline


def searched_and_fitted(pipeline: Pipeline, candidates: Any) -> list[Any]:
    """For a chain: one task a candidate, which searches and fits; where the search has parts, those before it.

    Each part is a task of its own, which any worker may take, and does its share of the trials of each candidate. The model is
    the same however many parts there are, unless the search's time, which each has to itself, cuts one short.
    """
    if pipeline.search_parts == 1:
        return [_train(pipeline, candidates)]
    of = pipeline.search_parts
    parts = [
        _train(pipeline, candidates, task_id=f"search_{number}", env={"CHURNFLOW_SEARCH_PART": f"{number}/{of}"})
        for number in range(1, of + 1)
    ]
    return [parts, _train(pipeline, candidates, env={"CHURNFLOW_SEARCH_PARTS": str(of)})]


def _train(pipeline: Pipeline, candidates: Any, **options: Any) -> Any:
    return job_for_each("train-model", pipeline.name, variable="CHURNFLOW_ALGORITHM", values=candidates, **options)
