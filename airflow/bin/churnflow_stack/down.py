"""Stops everything, from any state."""

from __future__ import annotations

import contextlib
import socket
import time

from churnflow_stack import processes, supervision
from churnflow_stack.environment import STACK_ID
from churnflow_stack.places import Stack, StackError

PATIENCE = 25


def down(stack: Stack) -> None:
    """Asks supervisor to stop its children, all at once; then ends whatever is still there."""
    begun = time.monotonic()
    ran = supervision.pid(stack) is not None
    if ran:
        socket.setdefaulttimeout(PATIENCE)
        with contextlib.suppress(OSError, StackError):
            supervision.ask(stack, "stopAllProcesses")
            supervision.ask(stack, "shutdown")
    while supervision.pid(stack) is not None and time.monotonic() - begun < PATIENCE:
        time.sleep(0.05)
    left = processes.end({STACK_ID: stack.id})
    for file in (stack.socket, stack.supervisor_pid):
        file.unlink(missing_ok=True)
    if not ran and not left:
        print("Nothing was running.")
    else:
        killed = f" (killed: {left})" if left else ""
        print(f"Everything is stopped after {time.monotonic() - begun:.0f} s{killed}.")
