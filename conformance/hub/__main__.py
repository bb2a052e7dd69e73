"""Answers cases until standard input ends: `VERSION/bin/python -m conformance.hub VERSION rbac|http`.

One line in, `[id, case]`, one line out, `[id, result]`, in order. Each case runs in a fork of a process that holds
the whole Hub, so nothing of one case reaches another.
"""

import json
import os
import sys
import tempfile
import traceback


def in_fork(function):
    """Runs function in a fork and returns what it returned, or what went wrong."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            result = function()
        except BaseException as e:  # whatever happened, the parent has to know
            result = {"oracle_failure": f"{type(e).__name__}: {e}", "traceback": traceback.format_exc()[-3000:]}
        with os.fdopen(write, "w") as pipe:
            json.dump(result, pipe)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        data = pipe.read()
    os.waitpid(child, 0)
    return json.loads(data) if data else {"oracle_failure": "the fork died without a word"}


def main():
    version, kind = sys.argv[1:3]
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever prints must not mix with answers
    os.chdir(tempfile.mkdtemp(prefix="conformance-"))
    from conformance.hub.application import Hub
    from conformance.hub.steps import run_case

    hub = Hub(version)
    hub.warm(lambda case: run_case(hub, case))
    if kind == "http":
        from conformance.hub.web import run_case  # noqa: F811
    for line in sys.stdin:
        number, case = json.loads(line)
        result = in_fork(lambda: run_case(hub, case))
        answers.write(json.dumps([number, result]) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
