"""What the first task refuses."""

from __future__ import annotations

import pytest
from airflow.sdk.definitions.param import ParamsDict
from dag_support import SAMPLE

from churnflow_dags import forms
from churnflow_dags.conf import problems
from churnflow_dags.pipeline import load

RUN = "manual__2026-01-01T00:00:00+00:00"


@pytest.fixture
def declared():
    pipeline = load(SAMPLE)
    return ParamsDict(
        {
            "input": forms.training_input(pipeline),
            "algorithms": forms.algorithms(pipeline),
            "approval": forms.approval(pipeline),
            "candidate_version": forms.candidate_version(),
        }
    )


@pytest.mark.parametrize(
    "conf",
    [
        {},
        {"input": "telco_churn.csv"},
        {"input": "$(touch x) `id` \"quoted\" 'quoted' {{ ds }} .sh"},
        {"algorithms": ["random-forest"], "approval": "person"},
        {"candidate_version": None},
        {"candidate_version": "12"},
    ],
)
def test_takes_what_the_form_allows(declared, conf):
    assert problems(declared, conf, RUN) == []


@pytest.mark.parametrize(
    ("conf", "complaint"),
    [
        (
            {"algorithm": "random-forest"},
            "keys algorithms, approval, candidate_version, input; found 'algorithm'",
        ),
        ({"$(touch x)": "1"}, "found '$(touch x)'"),
        ({"input": 3}, "conf.input: found 3"),
        ({"input": "a\nb"}, "conf.input"),
        ({"input": "a\n"}, "expected no control characters"),
        ({"input": "a\x00b"}, "conf.input"),
        ({"input": "x" * 5000}, "conf.input"),
        ({"algorithms": []}, "conf.algorithms"),
        ({"algorithms": ["random-forest", "random-forest"]}, "conf.algorithms"),
        ({"algorithms": ["$(touch x)"]}, "conf.algorithms"),
        ({"algorithms": "random-forest"}, "conf.algorithms"),
        ({"approval": "automatic"}, "conf.approval"),
        ({"candidate_version": "0"}, "conf.candidate_version"),
        ({"candidate_version": "7\n"}, "expected no control characters"),
        ({"candidate_version": "7; rm x"}, "conf.candidate_version"),
    ],
)
def test_refuses_the_rest_and_says_what_and_where(declared, conf, complaint):
    assert complaint in "; ".join(problems(declared, conf, RUN))


def test_names_every_problem_at_once(declared):
    assert len(problems(declared, {"one": 1, "two": 2}, RUN)) == 2


def test_refuses_a_run_id_with_a_line_break(declared):
    assert "run id: expected no control characters" in problems(declared, {}, "a\nb")[0]
