"""The Go engine: `rolecall resolve`, one process a batch of cases."""

import json
import shlex
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DEFAULT = str(ROOT / "bin" / "rolecall") + " resolve"


class Engine:
    def __init__(self, command=DEFAULT):
        self.command = shlex.split(command)

    def ask(self, cases):
        """The engine's results, in order. Anything but one JSON object a case is an error of the engine."""
        feed = "".join(json.dumps(case) + "\n" for case in cases)
        try:
            run = subprocess.run(self.command, input=feed, capture_output=True, text=True)
        except FileNotFoundError:
            raise SystemExit(f"no {self.command[0]}: build it with make build") from None
        lines = run.stdout.splitlines()
        if len(lines) != len(cases):
            raise SystemExit(
                f"the engine gave {len(lines)} results for {len(cases)} cases (exit {run.returncode})\n{run.stderr[-2000:]}"
            )
        return [json.loads(line) for line in lines]
