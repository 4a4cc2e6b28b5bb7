"""What builds, rehearses and installs the jars, with small programs in the place of jars and servers."""

import os
import shutil
import subprocess
from pathlib import Path

import chain
import install_jobs
import new_pipeline
import pytest

from tests.build.jars import ROOT
from tests.support.stack import await_true

RUN_JOB = '#!/bin/sh\n[ "$2" = --help ] && echo recorded >"$CHURNFLOW_AOT_TRAIN"\n'
STUBBORN = "#!/bin/sh\ntrap '' TERM\necho deaf\nwhile :; do sleep 0.1; done\n"


def program(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    file.chmod(0o755)
    return file


def test_every_job_that_has_a_pom_gets_a_cache(tmp_path: Path) -> None:
    program(tmp_path / "jobs" / "bin" / "run-job", RUN_JOB)
    (tmp_path / "build").mkdir()
    shutil.copy(ROOT / "build" / "make-aot", tmp_path / "build")
    for job in ("one", "another"):
        program(tmp_path / "jobs" / job / "target" / f"{job}.jar", "")
        (tmp_path / "jobs" / job / "pom.xml").touch()
    (tmp_path / "jobs" / "lib" / "runtime").mkdir(parents=True)
    kept = {name: value for name, value in os.environ.items() if name != "CHURNFLOW_JOBS"}
    subprocess.run([tmp_path / "build" / "make-aot"], env=kept, check=True)
    assert sorted(cache.stem for cache in tmp_path.rglob("*.aot")) == ["another", "one"]


@pytest.mark.parametrize(
    ("does", "says"),
    [
        ("echo why >&2; exit 3", "one.jar: expected that one --help ends with 0, found 3: why"),
        ("echo why >&2", "one.jar: expected a cache from one --help, found none: why"),
    ],
)
def test_a_release_without_a_cache_is_refused_for_what_is_wrong(tmp_path: Path, does: str, says: str) -> None:
    program(tmp_path / "bin" / "run-job", f"#!/bin/sh\n{does}\n")
    with pytest.raises(install_jobs.RefusedError, match=f"^{says}$"):
        install_jobs.make_caches(tmp_path, {"files": {"one.jar": ""}})


def test_a_server_that_does_not_end_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    servers: list[subprocess.Popen[bytes]] = []
    monkeypatch.setattr(chain, "wait_until_healthy", lambda _, server, __: servers.append(server))
    monkeypatch.setattr(chain, "ENDING_SECONDS", 0.5)
    with chain.mlflow_server(program(tmp_path / "server", STUBBORN), tmp_path / "mlflow"):
        await_true(lambda: (tmp_path / "mlflow" / "log").read_text() == "deaf\n", 30, "a server that ends for no signal")
    assert servers[0].returncode == -9


def test_a_draft_names_the_inbox_that_the_stack_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "my var"
    table = tmp_path / "a.csv"
    monkeypatch.setenv("CHURNFLOW_VAR", str(elsewhere))
    said = list(new_pipeline.next_steps("p", table, tmp_path / "p.yaml", False))
    assert said[1:3] == [f"cp {each} '{elsewhere}/home/inbox'/" for each in (table, tmp_path / "p.yaml")]
    assert new_pipeline.looked_up(elsewhere / "home" / "inbox" / "x" / "a.csv") == "x/a.csv"
    monkeypatch.delenv("CHURNFLOW_VAR")
    assert list(new_pipeline.next_steps("p", table, tmp_path / "p.yaml", True))[1] == f"cp {table} var/home/inbox/"
