"""Live Hubs: worker processes in the environments of their versions, fed with groups of cases."""

import itertools
import json
import os
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor

from conformance import deps

ROOT = deps.HERE.parent
DEFAULT_HASH_SEED = "0"
GROUP = {"rbac": 20, "http": 1, "documents": 1}  # cases a fork


class Worker:
    """One process that answers groups of cases. Not for several threads at once."""

    def __init__(self, version, kind="rbac", hash_seed=DEFAULT_HASH_SEED):
        env = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTERHUB_", "CONFIGPROXY_"))}
        env.update(PYTHONPATH=str(ROOT), PYTHONHASHSEED=str(hash_seed))
        command = [deps.python(version), "-W", "ignore", "-m", "conformance.hub", version, kind]
        noise = None if os.environ.get("CONFORMANCE_DEBUG") else subprocess.DEVNULL
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=noise, env=env, text=True, cwd=ROOT
        )
        hello = self._process.stdout.readline()
        if not hello:
            raise SystemExit(f"the Hub {version} did not start (CONFORMANCE_DEBUG=1 shows why)")

    def ask(self, cases):
        """The results of a group, in order."""
        self._process.stdin.write(json.dumps(cases) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the Hub's process ended")
        return json.loads(line)

    def close(self):
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()


class Hubs:
    """All live Hubs of a run: made when first asked, several side by side, ended together."""

    def __init__(self, jobs=None):
        self.jobs = jobs or os.cpu_count() or 1
        self._idle, self._all, self._lock = {}, [], threading.Lock()

    def _take(self, key):
        with self._lock:
            idle = self._idle.setdefault(key, [])
            if idle:
                return idle.pop()
        worker = Worker(*key)
        with self._lock:
            self._all.append(worker)
        return worker

    def _ask_group(self, key, cases):
        worker = self._take(key)
        results = worker.ask(cases)
        with self._lock:
            self._idle[key].append(worker)
        return results

    def ask(self, version, cases, kind="rbac", hash_seed=DEFAULT_HASH_SEED, group=None):
        """Yields the results of the cases, in order. cases may be endless: only a few groups are read ahead."""
        cases, size, key = iter(cases), group or GROUP[kind], (version, kind, hash_seed)
        with ThreadPoolExecutor(self.jobs) as pool:
            waiting = []
            while True:
                while len(waiting) < self.jobs + 1:
                    chunk = list(itertools.islice(cases, size))
                    if not chunk:
                        break
                    waiting.append(pool.submit(self._ask_group, key, chunk))
                if not waiting:
                    return
                yield from waiting.pop(0).result()

    def ask_one(self, version, case, kind="rbac", hash_seed=DEFAULT_HASH_SEED):
        """The result of one case, in a fork of its own."""
        return self._ask_group((version, kind, hash_seed), [case])[0]

    def close(self):
        for worker in self._all:
            worker.close()
        self._all, self._idle = [], {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
