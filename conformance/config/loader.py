"""Loads configs as a Hub does: `VERSION/bin/python -m conformance.config.loader`.

One line in, a list of programs; one line out, the list of what they come to. A program is {"files": [{"name", "text"}],
"environment": {…}, "reads": {path: text}}: its first file is the config, which the loader of traitlets runs; each
further file is run with the same `c`. Each group runs in a fork, in a folder of its own.
"""

import functools
import io
import json
import os
import shutil
import signal
import sys
import tempfile
import traceback

from conformance.config import encode
from conformance.config.compare import FORK_DIED
from conformance.hub.__main__ import in_fork

SECONDS = 20  # a program; those that run longer are not answered


class Slow(BaseException):
    pass


def run(program):
    """What a program comes to: {"settings": {…}, "raises": null or {"class", "file", "line"}}."""
    from traitlets.config import Config
    from traitlets.config.loader import PyFileConfigLoader

    folder = tempfile.mkdtemp(prefix="config-")
    os.chdir(folder)
    os.environ.clear()
    os.environ.update({"PATH": "/usr/bin:/bin", "HOME": folder, **program.get("environment", {})})
    files = {f["name"]: f["text"] for f in program["files"]}
    for name, text in {**program.get("reads", {}), **files}.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as f:
            f.write(text)
    config, raises = Config(), None
    sys.path.insert(0, folder)
    try:
        for name in files:
            loader = PyFileConfigLoader(name, path=folder)
            loader.clear = lambda: None  # the further files go on with what is there
            loader.config = config
            loader.load_config()
    except Slow:
        return {"unanswered": "it runs too long"}
    except BaseException as e:  # whatever a config raises stops a Hub
        raises = raised(e, folder)
    finally:
        os.chdir("/")
        sys.path.remove(folder)
        for name in [n for n, m in sys.modules.items() if (getattr(m, "__file__", None) or "").startswith(folder)]:
            del sys.modules[name]
        shutil.rmtree(folder, ignore_errors=True)
    try:
        return {"settings": encode.settings(config), "raises": raises}
    except Slow:
        return {"unanswered": "it is too large"}


def raised(e, folder):
    """An exception's class, its nearest class of Python's own, and the innermost place in a file of the config."""
    kind = type(e)
    builtin = next((c.__name__ for c in kind.__mro__ if c.__module__ == "builtins"), "Exception")
    out = {"class": kind.__name__, "builtin": builtin, "text": str(e)[:200]}
    inside = [f for f in traceback.extract_tb(e.__traceback__) if f.filename.startswith(folder) or f.filename == "<string>"]
    if isinstance(e, SyntaxError) and (e.filename or "").startswith(folder):
        out.update(file=os.path.relpath(e.filename, folder), line=e.lineno)
    elif inside:
        name = inside[-1].filename
        out.update(file=os.path.relpath(name, folder) if name != "<string>" else name, line=inside[-1].lineno)
    return out


def group(programs):
    def late(*_):
        raise Slow

    signal.signal(signal.SIGALRM, late)
    sys.stdout = io.StringIO()
    results = []
    for program in programs:
        signal.alarm(SECONDS)
        try:
            results.append(run(program))
        except Slow:
            results.append({"unanswered": "it runs too long"})
        finally:
            signal.alarm(0)
        sys.stdout.seek(0)
        sys.stdout.truncate()
    return results


def main():
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever prints must not mix with answers
    sys.setrecursionlimit(1000)
    sys.executable = "/usr/bin/python3"  # no path of this machine in what is recorded
    import traitlets.config.loader  # noqa: F401  once, for all forks
    import yaml  # noqa: F401

    print(json.dumps({"python": sys.version.split()[0]}), file=answers, flush=True)
    for line in sys.stdin:
        programs = json.loads(line)
        results = in_fork(functools.partial(group, programs))
        if isinstance(results, dict):
            results = [{"unanswered": results["harness_failure"], FORK_DIED: True}] * len(programs)
        print(json.dumps(results), file=answers, flush=True)


if __name__ == "__main__":
    main()
