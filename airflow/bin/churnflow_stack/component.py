"""What supervisor starts: ends what an earlier start of the component has left behind, then becomes the component.

A component that is killed leaves children: idle workers, a server that still holds the port. They carry its mark.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from churnflow_stack import processes

MARK = "CHURNFLOW_COMPONENT"


def main(program: str, command: list[str]) -> None:
    """Does not come back."""
    processes.end({"CHURNFLOW_STACK_ID": os.environ["CHURNFLOW_STACK_ID"], MARK: program})
    os.environ[MARK] = program
    os.execv(command[0], command)  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
