"""Asks the real programs and the engine, compares, makes small what differs, records vectors."""

import contextlib
import gzip
import io
import json
import os
import shlex
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from conformance import deps
from conformance.login import generate
from conformance.shrink import shrink

LOCKS = deps.HERE / "login" / "locks"
DEFAULT = str(deps.HERE.parent / "bin" / "rolecall") + " login"
GROUP = 300  # cases at a time


def home(pair):
    return deps.CACHE / ("login-" + "-".join(pair))


def ensure(pair):
    deps.make("-".join(pair), LOCKS / ("-".join(pair) + ".txt"), home(pair), pair[0])


class Real:
    """A process in the environment of one pair."""

    def __init__(self, pair):
        env = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(deps.HERE.parent), "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
        noise = None if os.environ.get("CONFORMANCE_DEBUG") else subprocess.DEVNULL
        self._process = subprocess.Popen(
            [str(home(pair) / "bin" / "python"), "-W", "ignore", "-m", "conformance.login.hub"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=noise,
            env=env,
            text=True,
            encoding="utf-8",
        )
        hello = self._process.stdout.readline()
        if not hello:
            raise SystemExit(f"{'/'.join(pair)} did not start (CONFORMANCE_DEBUG=1 shows why)")
        if json.loads(hello) != list(pair):
            raise SystemExit(f"the environment of {'/'.join(pair)} holds {'/'.join(json.loads(hello))}")

    def ask(self, cases):
        self._process.stdin.write(json.dumps(cases) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the process of the real programs ended")
        return json.loads(line)

    def close(self):
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()


def engine(command, cases):
    feed = "".join(json.dumps(case) + "\n" for case in cases)
    run = subprocess.run(shlex.split(command), input=feed, capture_output=True, text=True, encoding="utf-8")
    lines = run.stdout.splitlines()
    if len(lines) != len(cases):
        raise SystemExit(f"the engine gave {len(lines)} answers to {len(cases)} cases (exit {run.returncode})\n{run.stderr[-2000:]}")
    return [json.loads(line) for line in lines]


def compared(answer):
    """What must agree. The class of an error that a login ends in is told in reports only."""
    return {key: value for key, value in answer.items() if key not in ("rule", "error")}


def differ(real, command, cases):
    with ThreadPoolExecutor(1) as pool:
        ours = pool.submit(engine, command, cases)
        theirs = real.ask(cases)
        return [(case, want, got) for case, want, got in zip(cases, theirs, ours.result())]


def kind(want, got):
    """What sort of difference it is, so that making a case small keeps to it."""
    keys = sorted(k for k in {*want, *got} - {"rule", "error"} if want.get(k) != got.get(k))
    return keys and (tuple(keys), want.get("verdict"), got.get("verdict"), want.get("start"), got.get("start"))


def small(real, command, case, want, got):
    target = kind(want, got)

    def stays(cases):
        usable = [c for c in cases if "person" in c and "pair" in c and all(len(one) == 3 for one in c.get("config", [[]]))]
        found = {id(c): kind(w, g) == target for c, w, g in differ(real, command, usable)} if usable else {}
        return [found.get(id(c), False) for c in cases]

    try:
        return shrink(case, stays, 600)
    except (RuntimeError, SystemExit):
        return case  # made too small to be a case


def compare(real, pair, provider, cases, seed, command, shrinks=4, out=sys.stdout, file=None, recorded=0):
    tally, found, rules, kept = Counter(), [], Counter(), 0
    for start in range(seed, seed + cases, GROUP):
        batch = [generate.case(provider, pair, s) for s in range(start, min(start + GROUP, seed + cases))]
        for number, (case, want, got) in enumerate(differ(real, command, batch), start):
            if number % generate.PEOPLE == 0 and kept < recorded:
                keep(file, case, want)  # one person to a config, for more of them
                kept += 1
            tally[want.get("verdict") or "start " + want["start"]] += 1
            rules[got.get("rule", "")] += 1
            if kind(want, got):
                found.append((case, want, got))
    print(f"{'/'.join(pair)} {provider}: {cases} cases from seed {seed}, {len(found)} differ; " + ", ".join(f"{n} {v}" for v, n in sorted(tally.items())), file=out)
    if os.environ.get("CONFORMANCE_RULES"):
        print("  " + ", ".join(f"{n} {r}" for r, n in rules.most_common()), file=out)
    seen = set()
    for case, want, got in found:
        if len(seen) >= shrinks:
            break
        if kind(want, got) in seen:
            continue
        seen.add(kind(want, got))
        case = small(real, command, case, want, got)
        (_, want, got), = differ(real, command, [case])
        print(f"DIFFERS {json.dumps(case, ensure_ascii=False)}\n  real {json.dumps(want, ensure_ascii=False)}\n  ours {json.dumps(got, ensure_ascii=False)}", file=out)
    out.flush()
    return len(found)


def keep(file, case, want):
    """Writes a case with the real programs' answer as a vector."""
    want = {key: value for key, value in want.items() if key != "error"}
    file.write(json.dumps({**case, "want": want}, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n")


def main(args):
    pairs = [tuple(p.split("/")) for p in args.pairs or ["5.5.1/17.4.0"]]
    differing = 0
    for pair in pairs:
        ensure(pair)
        real = Real(pair)
        with contextlib.ExitStack() as stack:
            file = None
            if args.record:
                path = os.path.join(args.record, "-".join(pair) + ".jsonl.gz")
                packed = stack.enter_context(gzip.GzipFile(path, "wb", mtime=0))
                file = stack.enter_context(io.TextIOWrapper(packed, encoding="utf-8"))
            for provider in args.providers or generate.providers(pair):
                if provider in generate.providers(pair):
                    recorded = args.recorded if args.record else 0
                    differing += compare(real, pair, provider, args.cases, args.seed, args.engine, args.shrink, file=file, recorded=recorded)
        real.close()
    return int(differing > 0)
