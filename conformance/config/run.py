"""Asks CPython and the engine about programs, and makes small what differs."""

import json
import os
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from conformance import deps
from conformance.config import corpus, generate
from conformance.config.compare import FORK_DIED, Report

GROUP = 100  # programs a fork
DEFAULT = str(deps.HERE.parent / "bin" / "rolecall") + " settings --cases"


class Loader:
    """A process that loads configs with the traitlets of one JupyterHub's environment."""

    def __init__(self, version):
        env = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(deps.HERE.parent), "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
        noise = None if os.environ.get("CONFORMANCE_DEBUG") else subprocess.DEVNULL
        self._process = subprocess.Popen(
            [deps.python(version), "-W", "ignore", "-m", "conformance.config.loader"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=noise,
            env=env,
            text=True,
            encoding="utf-8",
            cwd=deps.HERE.parent,
        )
        hello = self._process.stdout.readline()
        if not hello:
            raise SystemExit(f"CPython with the traitlets of {version} did not start (CONFORMANCE_DEBUG=1 shows why)")
        self.python = json.loads(hello)["python"]

    def ask(self, programs):
        """CPython's answers. Where a program took its fork down, the others of the group are asked for again, alone."""
        answers = self._ask(programs)
        if len(programs) > 1 and all(FORK_DIED in a for a in answers):
            answers = [self._ask([p])[0] for p in programs]
        return answers

    def _ask(self, programs):
        self._process.stdin.write(json.dumps(programs) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the loader's process ended")
        return json.loads(line)

    def close(self):
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()


def engine(command, programs):
    """What `rolecall settings --cases` makes of programs."""
    feed = "".join(json.dumps(p) + "\n" for p in programs)
    run = subprocess.run(shlex.split(command), input=feed, capture_output=True, text=True, encoding="utf-8")
    lines = run.stdout.splitlines()
    if len(lines) != len(programs):
        raise SystemExit(
            f"the engine gave {len(lines)} readings of {len(programs)} programs (exit {run.returncode})\n{run.stderr[-2000:]}"
        )
    return [json.loads(line) for line in lines]


def compare(command, loader, programs, report=None, told=None):
    """Compares an iterable of programs, a group at a time, both sides at once."""
    report = report or Report()
    with ThreadPoolExecutor(1) as pool:
        programs = iter(programs)
        while True:
            some = [p for _, p in zip(range(GROUP), programs)]
            if not some:
                return report
            ours = pool.submit(engine, command, some)
            theirs = loader.ask(some)
            for program, want, got in zip(some, theirs, ours.result()):
                report.take(program, want, got)
            if told:
                told(report)


def smaller(command, loader, program, budget=400):
    """The program with as few lines as still show a difference of the same kind."""

    def kind(p):
        report = Report()
        report.take(p, loader.ask([p])[0], engine(command, [p])[0])
        if not report.found:
            return None
        where, want, got = report.found[0][1][0]
        if " " in where:
            return where, want and want["class"], got and got["class"]
        return "a value"

    target = kind(program)
    if target is None:
        return program
    size = None
    while budget > 0:
        lines = program["files"][0]["text"].splitlines()
        size = min(size or len(lines) // 2 or 1, len(lines))
        found = False
        for start in range(0, len(lines), size):
            budget -= 1
            rest = lines[:start] + lines[start + size :]
            first = {**program["files"][0], "text": "\n".join(rest) + "\n"}
            candidate = {**program, "files": [first, *program["files"][1:]]}
            if rest and kind(candidate) == target:
                program, found = candidate, True
                break
            if budget <= 0:
                break
        if not found:
            if size == 1:
                break
            size = size // 2
    return program


def main(args):
    """The subcommand `config`."""
    if args.record_traits:
        from conformance.config import traits

        print(f"{args.record_traits}: {traits.write(args.record_traits)} configs")
        return 0
    loader = Loader(args.version)
    if args.record:
        from conformance.config import record

        print(f"{args.record}: {record.write(loader, args.record)} configs, CPython {loader.python}")
        return 0
    print(f"CPython {loader.python}, the traitlets of JupyterHub {args.version}")
    code = 0
    written = [p for _, p in corpus.everything()]
    for title, programs in [
        (f"the corpus, {len(written)} configs", written),
        (f"random configs from seed {args.seed}", generate.programs(args.seed, args.programs)),
    ]:
        report = compare(args.engine, loader, programs, told=_progress if sys.stderr.isatty() else None)
        print(title)
        for line in report.lines():
            print("  " + line)
        for why, count in report.reasons.most_common(10):
            print(f"    unknown {count} x {why}")
        for why, count in report.silences.most_common():
            print(f"    not answered {count} x {why}")
        for number, (program, wrong) in enumerate(report.found):
            if number < args.shrink:
                program = smaller(args.engine, loader, program)
            show(program, wrong)
        code |= not report.clean
    loader.close()
    return int(code)


def _progress(report):
    print(f"\r{report.programs} programs ", end="", file=sys.stderr, flush=True)


def show(program, wrong):
    """Prints a program that shows a difference, and what differs, with its lines."""
    lines = program["files"][0]["text"].splitlines()
    print("--- " + wrong[0][0])
    print("\n".join("    " + line for line in lines[:60]))
    for where, want, got in wrong[:4]:
        print(f"    {where}\n      python {json.dumps(want, ensure_ascii=False)[:400]}\n      ours   {json.dumps(got, ensure_ascii=False)[:400]}")
