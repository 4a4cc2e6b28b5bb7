"""Tells people what they would want to be told: over a webhook and by mail, where the environment names one.

A notice is sent by the process that ends a task, or by the dag-processor for a run that has failed. That a notice cannot be
sent is logged and changes nothing else.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from html import escape
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

from airflow.providers.smtp.hooks.smtp import SmtpHook
from airflow.sdk import BaseNotifier

WEBHOOK, TOKEN, MAIL, ABOUT = (f"CHURNFLOW_NOTIFY_{name}" for name in ("WEBHOOK", "WEBHOOK_TOKEN", "MAIL", "ABOUT"))
MAIL_CONNECTION = "smtp_default"
"""Airflow's own name; `AIRFLOW_CONN_SMTP_DEFAULT` says where it leads."""
SECONDS = 10


class Kind(StrEnum):
    """What a notice is about, as `CHURNFLOW_NOTIFY_ABOUT` lists it."""

    FAILURE = "failure"
    DRIFT = "drift"
    PERFORMANCE = "performance"
    RETRAINING = "retraining"
    PROMOTION = "promotion"


@dataclass(frozen=True)
class Notice:
    """What people are told; `title` is one line, `text` says it whole."""

    kind: Kind
    pipeline: str
    title: str
    text: str


class Tell(BaseNotifier):
    """Sends the notice that `describe` makes of a callback's context, if it makes one."""

    template_fields = ()  # nothing of a notice is a template: what people have typed stays text

    def __init__(self, describe: Callable[[Any], Notice | None]) -> None:
        super().__init__()
        self.describe = describe

    def notify(self, context: Any) -> None:
        """Airflow calls it with the context of what has happened."""
        notice = self.describe(context)
        if notice is None or notice.kind not in wanted():
            return
        for channel in (_webhook, _mail):
            try:
                channel(notice, context)
            except Exception:
                self.log.exception("notice not sent by %s: %s", channel.__name__.strip("_"), notice.title)


def wanted() -> frozenset[Kind]:
    """The kinds that `CHURNFLOW_NOTIFY_ABOUT` lists; all where it is empty."""
    words = [word.strip() for word in os.environ.get(ABOUT, "").split(",") if word.strip()]
    unknown = sorted(set(words) - set(Kind))
    if unknown:
        raise ValueError(f"{ABOUT}: expected some of {', '.join(Kind)}, found {', '.join(unknown)}")
    return frozenset(Kind(word) for word in words) or frozenset(Kind)


def link(context: Any) -> str:
    """The run's page in Airflow's web UI; nothing where its address is not known."""
    base = os.environ.get("CHURNFLOW_AIRFLOW_URL", "").rstrip("/")
    return f"{base}/dags/{context['dag'].dag_id}/runs/{quote(context['run_id'], safe='')}" if base else ""


def _webhook(notice: Notice, context: Any) -> None:
    url = os.environ.get(WEBHOOK)
    if not url:
        return
    token = os.environ.get(TOKEN)
    where = link(context)
    body = {
        **asdict(notice),
        "text": "\n".join(filter(None, [notice.title, notice.text, where])),
        "dag_id": context["dag"].dag_id,
        "run_id": context["run_id"],
        "url": where,
        "at": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
    }
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    if not url.startswith(("http://", "https://")):
        raise ValueError(f"{WEBHOOK}: expected an address that begins with http:// or https://")
    request = Request(url, json.dumps(body).encode(), headers, method="POST")  # noqa: S310 - the environment names it
    with urlopen(request, timeout=SECONDS):  # noqa: S310
        pass


def _mail(notice: Notice, context: Any) -> None:
    to = [address.strip() for address in os.environ.get(MAIL, "").split(",") if address.strip()]
    if not to:
        return
    where = escape(link(context))
    page = f"<p>{escape(notice.text)}</p><p>Run: {escape(context['run_id'])}</p>"
    page += f'<p><a href="{where}">{where}</a></p>' if where else ""
    with SmtpHook(smtp_conn_id=MAIL_CONNECTION) as smtp:
        smtp.send_email_smtp(to=to, subject=f"[Churnflow] {notice.title}", html_content=page)
