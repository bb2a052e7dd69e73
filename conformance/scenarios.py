"""Scenario documents against live Hubs: every check has the verdict that the engine gives it, and every stop its error."""

import json
import re
import shlex
import subprocess
from collections import Counter
from dataclasses import dataclass, field

from conformance import messages


@dataclass
class Tally:
    """What became of the documents on one version."""

    documents: int = 0
    starts: int = 0
    checks: int = 0  # claims that the engine decides and the Hub decides alike
    steps: int = 0
    stops: int = 0  # starts that end with the error that the engine says
    left: list = field(default_factory=list)  # (document, line, reason): not asked
    wrong: list = field(default_factory=list)  # (document, line, what was seen)

    def __str__(self):
        out = f"{self.documents} documents, {self.starts} starts: {self.checks} checks, {self.steps} steps and {self.stops} stops confirmed"
        return f"{out}, {len(self.left)} not asked, {len(self.wrong)} differ"


def documents(engine, version, files):
    """The cases of the documents, as the engine takes them apart."""
    run = subprocess.run([*shlex.split(engine), "check", "--cases", "--version", version, *files], capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(f"the engine cannot take the documents apart (exit {run.returncode})\n{run.stderr[-2000:]}")
    return [json.loads(line) for line in run.stdout.splitlines()]


def compare(cases, results):
    """Holds the Hub's results against the engine's verdicts."""
    tally = Tally()
    for case, result in zip(cases, results):
        tally.documents += 1
        name = case["name"].rpartition("/")[2]
        if not case["readable"]:
            tally.left.append((name, "", "the engine cannot read it"))
        elif "skipped" in result:
            tally.left.append((name, "", result["skipped"]))
        elif "harness_failure" in result:
            tally.wrong.append((name, "", result))
        else:
            _one(tally, name, case, result)
    return tally


def _one(tally, name, case, result):
    for number, (phase, error, answers) in enumerate(zip(case["phases"], result["starts"], result["lines"])):
        tally.starts += 1
        last = number == len(case["phases"]) - 1
        if error is None:
            if last and case.get("stop_id") == "trait-error" and any("OAuthenticator." in file["text"] for file in phase.get("files", [])):
                tally.left.append((name, "", "its error is that of a class of OAuthenticator, which is not there"))
            elif last and case.get("stop_id"):
                tally.wrong.append((name, "", {"the Hub starts": f"the engine: {case['stop_id']}"}))
        elif _stop(error) == case.get("stop_id"):
            if case.get("said") and not any(_same_words(error, said) for said in case["said"]):
                tally.wrong.append((name, "", {"the Hub says": error, "the gallery": case["said"]}))
                continue
            tally.stops += 1
        else:
            tally.wrong.append((name, "", {"the Hub stops": error, "the engine": case.get("stop_id")}))
            continue
        for line, answer in zip(phase["lines"], answers):
            if line["verdict"] == "error" or "skipped" in answer:
                tally.left.append((name, line["text"], answer.get("skipped") or "the engine does not decide it"))
            elif answer.get("holds") is None or answer["holds"] != (line["verdict"] == "holds"):
                tally.wrong.append((name, line["text"], answer))
            elif line["kind"] == "after":
                tally.steps += 1
            else:
                tally.checks += 1


def _stop(error):
    """The id of the error that stops a start: an event of ours, or an exception of Python in the config."""
    if error["type"] == "TraitError":
        return "trait-error"
    if error.get("stage") == "config":
        return "python-" + re.sub(r"(?<=[a-z])(?=[A-Z])", "-", error["type"]).lower()
    return messages.error(error)[0]


def _same_words(error, said):
    """Whether a message of the gallery is how the Hub's begins; a traceback's last line names the module of the exception."""
    return f"{error['type']}: {error['message']}".startswith(re.sub(r"^(?:\w+\.)+(?=\w+: )", "", said))


def show(tally, version, verbose=False):
    print(f"JupyterHub {version}: {tally}")
    for reason, n in sorted(Counter(reason for _, _, reason in tally.left).items()):
        print(f"  not asked: {n}, {reason}")
    for name, line, reason in tally.left if verbose else []:
        print(f"  not asked: {name}{': ' + line if line else ''}: {reason}")
    for name, line, saw in tally.wrong:
        print(f"  DIFFERS {name}: {line}\n    {json.dumps(saw)[:700]}")
