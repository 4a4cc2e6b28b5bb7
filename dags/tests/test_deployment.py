"""What `deploy_pipeline` takes, refuses, keeps and puts back; `tests/live/test_deployment.py` does it with the real jars."""

from __future__ import annotations

import json

import pytest
import yaml
from dag_support import SAMPLE, calls, load_bag, run

from churnflow_dags import deploy, installed
from churnflow_dags.pipeline import load
from churnflow_dags.section import PipelineError

TEXT = SAMPLE.read_text(encoding="utf-8").replace("name: telco_churn\n", "name: shop_churn   # ours\n")
TEXT = TEXT.replace("inbox: telco_churn ", "inbox: shop_churn ")
SAMPLE_CSV = "telco_churn.csv"
JARS = [
    "validate-pipeline", "load-data", "validate-data", "process-data", *["train-model"] * 3, "evaluate-model", "register-model",
    "promote-model", "promote-model", "load-data", "validate-data", "predict",
    "publish-predictions",
]  # fmt: skip


FORM = {"action": "deploy", "pipeline_file": TEXT, "path": "", "sample": SAMPLE_CSV, "name": "", "version": "", "reason": ""}
NOTE = {"run_id": "x", "action": "deploy", "restored": None, "reason": ""}


@pytest.fixture
def inbox(tmp_path, monkeypatch):
    """An allowed root with a pipeline file, and a link that leads out of it."""
    root = tmp_path / "inbox"
    root.mkdir()
    (root / "shop.yaml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "outside.yaml").write_text(TEXT, encoding="utf-8")
    (root / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    monkeypatch.setenv("CHURNFLOW_HOME", str(tmp_path))
    monkeypatch.setenv("CHURNFLOW_INPUT_ROOTS", str(root))
    return root


def trigger(**conf):
    return run("deploy_pipeline", {"pipeline_file": TEXT, "sample": SAMPLE_CSV} | conf)


def note(home, number):
    found = json.loads((home / f"pipelines/.versions/shop_churn/{number}.json").read_text())
    return found["action"], found["restored"], found["reason"]


def in_use(home, name="shop_churn"):
    file = home / "pipelines" / f"{name}.yaml"
    return file.read_text(encoding="utf-8") if file.exists() else None


def scratch_left(home):
    return sorted((home / "deploy").glob("*"))


def test_a_file_is_tried_under_another_name_and_installed_as_it_was_given(home, registry):
    registry.models.add("trial_shop_churn")
    state, tasks = trigger(reason="the shop's first")
    assert state == "success", tasks
    assert in_use(home) == TEXT
    made = calls(home)
    assert [job for job, _ in made] == JARS
    assert made[0][1]["CHURNFLOW_PIPELINE"] == "shop_churn"
    assert {env["CHURNFLOW_PIPELINE"] for _, env in made[1:]} == {"trial_shop_churn"}
    assert all(env["CHURNFLOW_HOME"].startswith(f"{home}/deploy/") for _, env in made)
    assert {env.get("CHURNFLOW_INPUT") for _, env in made if "CHURNFLOW_PURPOSE" in env} == {SAMPLE_CSV}
    assert note(home, 1) == ("deploy", None, "the shop's first")
    assert scratch_left(home) == []
    assert [name for _, name in registry.deleted] == ["trial_shop_churn"]
    kinds = ("training", "promotion", "inference", "performance", "monitoring")
    assert {f"shop_churn_{kind}" for kind in kinds} <= set(load_bag().dags)

    installed.install(home, "shop_churn", TEXT.replace("folds: 5", "folds: 4").encode(), NOTE)
    state, tasks = trigger(action="restore", name="shop_churn", version="1", reason="four were too few")
    assert (state, tasks["training.load_data"]) == ("success", "skipped")
    assert [job for job, _ in calls(home)[len(made) :]] == ["validate-pipeline"]
    assert in_use(home) == TEXT
    assert note(home, 3) == ("restore", "1", "four were too few")


def test_a_job_that_fails_in_the_trial_leaves_everything_as_it_was(home, registry):
    (home / "validate-data.exit").write_text("3")
    state, tasks = trigger()
    assert (state, tasks["install"]) == ("failed", "upstream_failed")
    assert in_use(home) is None
    assert scratch_left(home) == []
    assert "shop_churn_training" not in load_bag().dags


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"pipeline_file": TEXT.replace("shop_churn   #", "telco_churn   #")}, "no pipeline beside the DAG files has"),
        ({"pipeline_file": TEXT.replace("shop_churn   #", "../shop_churn #")}, "expected one line 'name: <name>'"),
        ({"pipeline_file": TEXT.replace("shop_churn   #", "trial_shop #")}, "does not begin with trial_"),
        ({"pipeline_file": TEXT.replace("shop_churn   #", "a" * 58 + " #")}, "at most 57 letters"),
        ({"pipeline_file": TEXT + "name: other\n"}, "found 2"),
        ({"pipeline_file": "{}"}, "found 0"),
        ({"pipeline_file": "é" * (1 << 19) + "x"}, "at most 1048576 bytes"),
        ({"pipeline_file": ""}, "found neither"),
        ({"sample": ""}, "expected a sample CSV"),
        ({"path": "telco_churn.yaml"}, "found both"),
        ({"pipeline_file": "", "path": "../../etc/hostname"}, "expected a file under"),
        ({"pipeline_file": "", "path": "link.yaml"}, "expected a file under"),
        ({"action": "restore"}, "found an empty field"),
        ({"action": "restore", "name": "shop_churn", "version": "1"}, r"\(none\), found 1"),
    ],
)
def test_what_is_refused_before_any_job(inbox, changes, complaint):
    with pytest.raises(PipelineError, match=complaint):
        deploy.asked(FORM | changes, inbox / "scratch")


def test_a_file_may_lie_under_an_allowed_root(inbox):
    staged = deploy.asked(FORM | {"pipeline_file": "", "path": "shop.yaml"}, inbox / "scratch")
    assert (staged.name, staged.trial, staged.text) == ("shop_churn", "trial_shop_churn", TEXT.encode())
    staged.write()
    assert load(staged.file.with_name("trial_shop_churn.yaml")).name == "trial_shop_churn"


def test_an_inbox_of_another_pipeline_is_refused(inbox):
    staged = deploy.asked(FORM | {"pipeline_file": TEXT.replace("inbox: shop_churn ", "inbox: telco_churn ")}, inbox)
    staged.write()
    with pytest.raises(PipelineError, match=r"inbox: expected one of its own, found 'telco_churn'"):
        deploy.refuse_inbox(load(staged.file))


def test_a_repeat_of_a_run_installs_nothing_twice(tmp_path):
    assert [installed.install(tmp_path, "shop", b"a", {"run_id": run_id}) for run_id in ("x", "x", "y")] == [1, 1, 2]
    assert installed.numbers(tmp_path, "shop") == [1, 2]
    with pytest.raises(PipelineError, match=r"those that were deployed \(1, 2\), found 3"):
        installed.version(tmp_path, "shop", 3)


def test_a_deployed_file_with_the_name_of_an_own_one_is_an_import_error(home):
    folder = home / "pipelines"
    folder.mkdir()
    (folder / "telco_churn.yaml").write_text(yaml.safe_dump(yaml.safe_load(SAMPLE.read_text())))
    (message,) = load_bag().import_errors.values()
    assert "expected a name that no file in" in message and "found 'telco_churn'" in message
