"""An api-server in small: an event loop, a database that somebody else has locked, and Airflow's audit log."""

from __future__ import annotations

import asyncio
import sqlite3
import time

import pytest
from airflow.models.log import Log
from airflow.models.pool import Pool
from churnflow_sessions import session_maker
from sqlalchemy import create_engine, event
from sqlalchemy.exc import OperationalError

LOCKED = 2.0


@pytest.fixture
def database(tmp_path):
    file = tmp_path / "airflow.db"
    engine = create_engine(f"sqlite:///{file}?timeout=0.5", connect_args={"check_same_thread": False})
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA journal_mode=WAL"))
    for model in (Log, Pool):
        model.__table__.create(engine)
    return engine, file


def row(name: str) -> Log:
    return Log(event=name, task_instance=None, owner="somebody")


def events(file) -> list[str]:
    with sqlite3.connect(file) as connection:
        return [found for (found,) in connection.execute("SELECT event FROM log ORDER BY id")]


def await_events(file, expected) -> None:
    end = time.monotonic() + 10
    while events(file) != expected and time.monotonic() < end:
        time.sleep(0.02)
    assert events(file) == expected


def test_the_loop_goes_on_while_another_request_holds_the_lock(database, monkeypatch):
    _, file = database
    monkeypatch.setattr("churnflow_sessions.log.exception", lambda *_: pytest.fail("rows were lost"))
    patient = create_engine(f"sqlite:///{file}?timeout=30", connect_args={"check_same_thread": False})
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    async def request() -> float:
        """What `log_action` does; the holder can only let go when the loop goes on."""
        begun = time.monotonic()
        with session_maker(patient)() as session:
            session.add(row("trigger_dag_run"))
            session.commit()
        took = time.monotonic() - begun
        await asyncio.sleep(0)
        holder.execute("COMMIT")
        return took

    assert asyncio.run(request()) < LOCKED
    await_events(file, ["trigger_dag_run"])


def test_rows_keep_the_order_of_the_requests(database):
    engine, file = database
    sessions = session_maker(engine)

    async def requests() -> None:
        for name in "abcdef":
            with sessions() as session:
                session.add(row(name))
                session.commit()

    asyncio.run(requests())
    await_events(file, list("abcdef"))


def test_off_the_loop_a_commit_is_done_when_it_returns(database):
    engine, file = database
    with session_maker(engine)() as session:
        session.add(row("now"))
        session.commit()
    assert events(file) == ["now"]


def test_anything_but_audit_rows_is_committed_at_once_also_on_the_loop(database):
    """Nothing that Airflow relies on is ever left to the thread: it fails where it always did."""
    engine, file = database
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    async def request() -> None:
        with session_maker(engine)() as session:
            session.add_all([row("with a pool"), Pool(pool="p", slots=1, include_deferred=False)])
            session.commit()

    with pytest.raises(OperationalError, match="locked"):
        asyncio.run(request())
    holder.execute("COMMIT")
    assert events(file) == []
