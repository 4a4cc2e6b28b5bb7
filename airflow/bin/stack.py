"""The stack of one machine: `stack.py up|down|status|logs|demo|demo-drift|score|reproduce`. The Makefile's targets call it."""

from __future__ import annotations

import argparse
import os
import select
import sys

from churnflow_stack.places import AskedError, Stack, StackError

VERBS = ("up", "down", "status", "logs", "demo", "score", "reproduce", "demo-drift", "watch")


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
    elif words.verb == "demo":
        from churnflow_stack.demo import demo, embedded

        demo(embedded(Stack.running()))
    elif words.verb == "demo-drift":
        from churnflow_stack.year import demo_drift

        return demo_drift(Stack.running())
    elif words.verb == "score":
        from churnflow_stack.demo import embedded, score

        if not words.input:
            raise AskedError("INPUT: expected a CSV (make score INPUT=telco_churn/my_customers.csv), found nothing")
        score(embedded(Stack.running()), words.input, words.pipeline)
    elif words.verb == "reproduce":
        from churnflow_stack.reproduce import reproduce

        if not words.run:
            raise AskedError("RUN: expected the id of an MLflow run (make reproduce RUN=<id>), found nothing")
        return reproduce(Stack.running(), words.run)
    else:
        from churnflow_stack.status import status

        return 0 if status(Stack.running()) else 1
    return 0


def main() -> int:
    """Reads the command line; an error is one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=VERBS)
    parser.add_argument("--component", default="", help="logs: whose; default: everybody's")
    parser.add_argument("--follow", action="store_true", help="logs: as they grow")
    parser.add_argument("--input", default="", help="score: the CSV, as seen from the input folders")
    parser.add_argument("--pipeline", default="telco_churn", help="score: whose model")
    parser.add_argument("--run", default="", help="reproduce: the MLflow run of a training, or of one of its candidates")
    words = parser.parse_args()
    failed = 2 if words.verb == "reproduce" else 1  # there 1 says that something differs
    try:
        code = run(words)
        sys.stdout.flush()
        return code
    except StackError as error:
        print(f"churnflow {words.verb}: error: {error}", file=sys.stderr)
        return 2 if isinstance(error, AskedError) else failed
    except OSError as error:
        if isinstance(error, BrokenPipeError) and _nobody_reads():
            return 0 if words.verb in ("status", "logs") else failed
        print(f"churnflow {words.verb}: error: {error}; `make status` and `make logs` say more", file=sys.stderr)
        return failed
    except KeyboardInterrupt:
        return 130


def _nobody_reads() -> bool:
    """Whether who read the output has seen enough, as `head` does; what is left to be said then goes nowhere."""
    output = select.poll()
    output.register(sys.stdout, 0)
    gone = any(events & select.POLLERR for _, events in output.poll(0))
    if gone:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return gone


if __name__ == "__main__":
    sys.exit(main())
