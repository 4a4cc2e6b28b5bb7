"""Database sessions for an Airflow whose own database is SQLite.

Airflow 3.3.2 commits its audit log on the api-server's event loop (`api_fastapi/logging/decorators.py`, `log_action`),
and SQLite lets one connection write at a time. When another request holds the lock and needs the loop to get to its own
commit, both wait for the lock's time-out: for half a minute nobody is answered, tasks cannot report, the scheduler misses its
heartbeats, and the request ends with 500, "database is locked". Two triggers at once are enough.

Here a commit of audit rows on an event loop hands them to a thread and returns. All else is as Airflow has it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

log = logging.getLogger(__name__)
WRITER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="audit-log")
"""One thread, so that rows are written in the order of the requests. It starts with the first of them."""


class LoopSession(Session):
    """A session that never waits for the database's lock on an event loop for the sake of audit rows."""

    def commit(self) -> None:
        """Commit, or let a thread do it."""
        rows = list(self.new)
        if rows and not self.dirty and not self.deleted and _on_event_loop() and _are_audit(rows):
            for row in rows:
                self.expunge(row)
            WRITER.submit(_write, sessionmaker(self.get_bind()), rows)
        super().commit()


def session_maker(engine: Engine) -> sessionmaker[LoopSession]:
    """What Airflow takes in the place of its own (`[database] sql_alchemy_session_maker`), with its options."""
    return sessionmaker(engine, class_=LoopSession, autoflush=False, expire_on_commit=False)


def _on_event_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def _are_audit(rows: Sequence[Any]) -> bool:
    from airflow.models.log import Log  # cannot be imported while Airflow sets itself up

    return all(isinstance(row, Log) for row in rows)


def _write(sessions: sessionmaker[Session], rows: Sequence[Any]) -> None:
    try:
        with sessions() as session:
            session.add_all(rows)
            session.commit()
    except Exception:  # nobody waits for this thread's result
        log.exception("The audit log has lost %s of its rows: %s", len(rows), [row.event for row in rows])
