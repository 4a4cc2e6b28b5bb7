"""What a job tells the runs that its asset events start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def announce(context: Any, outlets: Iterable[Any], result: Mapping[str, Any], event: Mapping[str, str] | None) -> None:
    """Adds the job's result, and `event`, to each outlet's event; whoever receives them must not trust them."""
    for asset in outlets:
        context["outlet_events"][asset].extra = {**result, **(event or {})}
