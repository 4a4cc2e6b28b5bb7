"""Where a stack lies, its ports, its passwords: what people rely on and what they are told."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest
from churnflow_stack import files, passwords
from churnflow_stack.places import LONGEST_SOCKET, Stack, StackError


@pytest.fixture
def stack(tmp_path):
    made = Stack(tmp_path / "var", 8080, 5000)
    made.make_folders()
    return made


@pytest.mark.parametrize("text", ["0", "65536", "http", "80 80", "٨٠", "-1", "8080.0"])
def test_what_is_no_port_is_refused_by_name(text):
    with pytest.raises(StackError, match="CHURNFLOW_MLFLOW_PORT: expected a port from 1 to 65535, found"):
        Stack.wanted({"CHURNFLOW_MLFLOW_PORT": text})


def test_a_running_stack_is_found_on_the_ports_it_was_started_with(stack):
    Stack(stack.var, 8081, 5001).remember()
    assert Stack.running({"CHURNFLOW_VAR": str(stack.var)}) == Stack(stack.var, 8081, 5001)


def test_a_stack_that_never_ran_is_as_wanted(tmp_path):
    variables = {"CHURNFLOW_VAR": str(tmp_path / "var"), "CHURNFLOW_AIRFLOW_PORT": "9000"}
    assert Stack.running(variables).airflow_port == 9000


def test_passwords_are_kept_differ_and_belong_to_the_owner_alone(stack):
    made = passwords.keep(stack)
    assert passwords.keep(stack) == made
    values = [*made.airflow.values(), made.mlflow, made.mlflow_cookies, made.fernet, made.tokens]
    assert len(set(values)) == len(values)
    assert all(len(value) >= 16 for value in values)
    modes = {stat.S_IMODE(file.stat().st_mode) for file in stack.secrets.iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE(stack.secrets.stat().st_mode) == 0o700


def test_a_password_that_was_half_written_is_made_anew(stack):
    (stack.secrets / "token-key.part").write_text("half")
    assert passwords.keep(stack).tokens != "half"
    assert not (stack.secrets / "token-key.part").exists()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"airflow": null, "mlflow": 1}', "\udcff"])
def test_ports_that_cannot_be_read_are_those_that_are_wanted(stack, text):
    stack.started_as.write_bytes(text.encode(errors="surrogateescape"))
    assert Stack.running({"CHURNFLOW_VAR": str(stack.var)}) == stack


def test_ports_stay_as_they_were_where_the_disk_is_full(stack, monkeypatch):
    stack.remember()

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        Stack(stack.var, 8081, 5001).remember()
    assert Stack.running({"CHURNFLOW_VAR": str(stack.var)}) == stack


@pytest.mark.parametrize("name", ["airflow-passwords.json", "fernet-key"])
def test_an_empty_secret_is_refused_by_name(stack, name):
    passwords.keep(stack)
    (stack.secrets / name).write_text("\n")
    with pytest.raises(StackError, match=f"{name}: expected a secret, found an empty file"):
        passwords.keep(stack)


def test_a_secret_has_come_to_the_disk_before_it_has_its_name(tmp_path, monkeypatch):
    """Or a power failure could leave an empty file under the name, for good."""
    done = []
    fsync, rename = os.fsync, Path.rename
    monkeypatch.setattr(os, "fsync", lambda file: (done.append(Path(f"/proc/self/fd/{file}").readlink().name), fsync(file)))
    monkeypatch.setattr(Path, "rename", lambda file, to: (done.append("rename"), rename(file, to)))
    files.write_private(tmp_path / "key", "secret")
    assert done == ["key.part", "rename", tmp_path.name]


def test_settings_are_read_as_compose_reads_them(tmp_path):
    file = tmp_path / ".env"
    file.write_text("# A=0\n  # B=0\n\nC=1\nD = a b  # c\nE='a # b' # c\nF=\" a \"\nG=\nH= # c\nI=a=b#c\nno setting\nJ=''\n")
    assert files.settings(file) == {
        "C": "1", "D": "a b", "E": "a # b", "F": " a ", "G": "", "H": "", "I": "a=b#c", "J": "",
    }  # fmt: skip


def test_supervisors_socket_is_short_enough_however_deep_the_clone_lies(tmp_path):
    deep = Stack(tmp_path.joinpath(*["a-rather-long-name"] * 8), 8080, 5000)
    assert len(os.fsencode(deep.socket)) <= LONGEST_SOCKET
    assert deep.socket != Stack(deep.var / "other", 8080, 5000).socket
