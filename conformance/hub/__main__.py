"""Answers groups of cases until standard input ends: `VERSION/bin/python -m conformance.hub VERSION rbac|http|documents`.

One line in, a list of cases; one line out, the list of their results. Each group runs in a fork of a process that
holds the whole Hub; inside a group, caches, definitions and database are renewed for every case. Small groups are
the safest, larger ones the quickest: a driver that finds something unexpected asks again in a group of one.
"""

import functools
import json
import os
import signal
import sys
import tempfile
import traceback

SECONDS_A_CASE = 120  # far above any case; a Hub that hangs must not hang the run


def in_fork(function):
    """Runs function in a fork and returns what it returned, or what went wrong."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            result = function()
        except BaseException as e:  # whatever happened, the parent has to know
            result = failure(e)
        with os.fdopen(write, "w") as pipe:
            json.dump(result, pipe)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        data = pipe.read()
    os.waitpid(child, 0)
    return json.loads(data) if data else {"harness_failure": "the fork died without a word"}


def failure(error):
    """A fault of this program (or of the Hub where no answer is expected), never an answer."""
    return {"harness_failure": f"{type(error).__name__}: {error}", "traceback": traceback.format_exc()[-3000:]}


def answer(run_case, seconds, hub, cases):
    results = []
    for case in cases:
        signal.alarm(seconds)
        try:
            results.append(run_case(hub, case))
        except BaseException as e:
            results.append(failure(e))
    return results


def main():
    version, kind = sys.argv[1:3]
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever prints must not mix with answers
    os.chdir(tempfile.gettempdir())
    from conformance.hub import document, steps, warm, web
    from conformance.hub.application import Hub

    hub = Hub(version)
    warm.up(hub)
    run_case = {"http": web.run_case, "documents": document.run_case}.get(kind, steps.run_case)
    seconds = SECONDS_A_CASE * (10 if kind == "documents" else 1)  # a document asks a hundred times what a case asks
    print(json.dumps({"version": version}), file=answers, flush=True)
    for line in sys.stdin:
        cases = json.loads(line)
        results = in_fork(functools.partial(answer, run_case, seconds, hub, cases))
        if isinstance(results, dict):  # the fork itself failed
            results = [results] * len(cases)
        print(json.dumps(results), file=answers, flush=True)


if __name__ == "__main__":
    main()
