"""Compares what `rolecall settings` reads from values with what the chart's own program makes of them."""

import gzip
import json
import subprocess
import tempfile
from pathlib import Path

from conformance import deps
from conformance.charts.values import Values

VERSION = "5.5.1"


def ask_chart(folder, cases):
    """The chart's answers, in the order of the cases."""
    command = [deps.python(VERSION), "-m", "conformance.charts.run", str(folder)]
    lines = "".join(json.dumps(case) + "\n" for case in cases)
    done = subprocess.run(command, input=lines, capture_output=True, text=True, cwd=deps.HERE.parent)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if len(answers) != len(cases):
        raise SystemExit(f"the chart answered {len(answers)} of {len(cases)} cases:\n{done.stderr[-2000:]}")
    return answers


def ask_engine(command, case):
    """What `rolecall settings` says of one case."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for i, text in enumerate(case):
            names.append(str(Path(folder) / f"values-{i}.yaml"))
            Path(names[-1]).write_text(text)
        done = subprocess.run([*command, "settings", "--format", "json", "--host", "z2jh", "--version", VERSION, *names], capture_output=True, text=True)
        if done.returncode not in (0, 1, 3):
            raise SystemExit(f"the engine failed:\n{done.stderr}")
        return json.loads(done.stdout)


def differences(want, got):
    """What differs: an unknown value is an honest answer, and counts as none."""
    stops = any(d["severity"] == "error" for d in got["diagnostics"])
    if "error" in want:
        if not stops:
            yield "start", want["error"], "starts"
        return
    if stops and not any(d["id"].startswith(("scope-", "role-", "trait-", "service-", "username-")) for d in got["diagnostics"]):
        yield "start", "starts", [d["id"] for d in got["diagnostics"] if d["severity"] == "error"]
    for name, value in want["settings"].items():
        yield from _differ(name, value, got["settings"].get(name))


def _differ(way, want, got):
    if isinstance(got, dict) and "$unknown" in got:
        return
    if isinstance(want, dict) and isinstance(got, dict) and "$set" not in want:
        for key in sorted(want.keys() | got.keys()):
            yield from _differ(f"{way}.{key}", want.get(key), got.get(key))
    elif isinstance(want, list) and isinstance(got, list) and len(want) == len(got):
        for i, (a, b) in enumerate(zip(want, got)):
            yield from _differ(f"{way}[{i}]", a, b)
    elif want != got and not (way.endswith(".api_token") and want == "made by the chart"):
        yield way, want, got


def run(folder, engine, cases, seed, record=None):
    """Compares, prints counts and the first differences, and returns how many cases differ."""
    drawn = [Values(seed + i).files() for i in range(cases)]
    answers = ask_chart(folder, drawn)
    if record:
        with gzip.GzipFile(record, "wb", mtime=0) as out:
            for case, answer in zip(drawn, answers):
                out.write(json.dumps({"files": case, **answer}).encode() + b"\n")
        print(f"recorded {cases} cases")
        return 0
    wrong = values = refused = 0
    for i, (case, want) in enumerate(zip(drawn, answers)):
        found = list(differences(want, ask_engine(engine, case)))
        values += len(want.get("settings", ()))
        refused += "error" in want
        wrong += bool(found)
        if found and wrong <= 5:
            print(f"--- seed {seed + i}", *found[:4], *case, sep="\n")
    print(f"the chart: {cases} cases from seed {seed}, {values} values, {refused} starts refused; {wrong} cases differ")
    return wrong
