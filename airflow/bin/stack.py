"""The stack of one machine: `stack.py up|down|status|logs [component]`. The Makefile's targets call it."""

from __future__ import annotations

import argparse
import sys

from churnflow_stack.places import Stack, StackError

VERBS = ("up", "down", "status", "logs", "watch")


def run(words: argparse.Namespace) -> int:
    """The exit code."""
    if words.verb == "watch":
        from churnflow_stack import watch

        watch.main()
    elif words.verb == "up":
        from churnflow_stack.up import up

        up(Stack.wanted())
    elif words.verb == "down":
        from churnflow_stack.down import down

        down(Stack.running())
    elif words.verb == "logs":
        from churnflow_stack.logs import logs

        logs(Stack.running(), words.component or None, words.follow)
    else:
        from churnflow_stack.status import status

        return 0 if status(Stack.running()) else 1
    return 0


def main() -> int:
    """Reads the command line; an error is one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=VERBS)
    parser.add_argument("component", nargs="?", help="logs: whose")
    parser.add_argument("--follow", action="store_true", help="logs: as they grow")
    words = parser.parse_args()
    try:
        return run(words)
    except StackError as error:
        print(f"churnflow {words.verb}: error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
