"""A live Hub and the engine over the same generated configs: what loading and resolving take each, and the ratios.

Both are timed in one run, one after the other for each size, in processor time: other load on the machine then
counts as little as it can. The Hub gets the config as its traitlets have it, the engine as its reader gives it.
"""

import json
import os
import statistics
import subprocess

from conformance import deps

SIZES = [100, 1000, 10000]
LONG = 10000  # from so many users on the Hub is timed once: it takes a minute
AIMS = {"load": 1000, "resolve": 200, "with strings": 50}
CHECK_NS, EXPLAIN_NS, GROWTH = 300, 5000, 12


def engine(command, users, *more):
    run = subprocess.run([command, "-size", str(users), *more], capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(f"{command}: {run.stderr.strip()}")
    return run.stdout


def hub(version, config, runs):
    """The medians of several runs, each in a process of its own."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTERHUB_", "CONFIGPROXY_"))}
    env.update(PYTHONPATH=str(deps.HERE.parent), PYTHONHASHSEED="0")
    out = []
    for _ in range(runs):
        command = [deps.python(version), "-W", "ignore", "-m", "conformance.hub.timing", version]
        run = subprocess.run(command, input=config, capture_output=True, text=True, env=env)
        if run.returncode:
            raise SystemExit(f"the Hub {version} could not be timed:\n{run.stderr[-2000:]}")
        out.append(json.loads(run.stdout.splitlines()[-1]))
    return {**out[0], **{key: statistics.median(r[key] for r in out) for key in ("load", "resolve", "resolve_again")}}


def run(version, command, sizes, out=print):
    """Prints the table; False where the two do not hold the same scopes."""
    out(f"JupyterHub {version} and the engine, one run, processor time")
    out(f"{'users':>7}  {'':12} {'Hub':>12} {'engine':>12} {'ratio':>9}   aim")
    agree, figures = True, {}
    for users in sizes:
        real = hub(version, engine(command, users, "-config"), 1 if users >= LONG else 3)
        ours = figures[users] = json.loads(engine(command, users))
        for line in table(real, ours):
            out(line)
        if (real["users"], real["scopes"]) != (ours["users"], ours["scopes"]):
            out(f"the Hub holds {real['scopes']} scopes of {real['users']} users, the engine {ours['scopes']} of {ours['users']}")
            agree = False
    for line in [*decisions(figures[max(sizes)]), *growth(figures)]:
        out(line)
    return agree


def table(real, ours):
    rows = [
        ("load", real["load"], ours["start"]),
        ("resolve", real["resolve"], ours["resolve"]),
        ("with strings", real["resolve"], ours["strings"]),
    ]
    for i, (what, theirs, mine) in enumerate(rows):
        ratio = theirs * 1000 / mine
        yield (
            f"{ours['users'] if i == 0 else '':>7}  {what:12} {theirs * 1000:9.1f} ms {mine:9.3f} ms {ratio:8.0f}x   "
            + verdict(ratio >= AIMS[what], f"{AIMS[what]}x")
        )


def verdict(met, aim):
    return f"{aim} {'met' if met else 'MISSED'}"


def decisions(figures):
    asked = figures["decisions"]
    yield f"decisions of the hub of {figures['users']} users: without a trace, allocations, with the trace"
    for d in asked:
        yield f"  {d['who']:8} {d['scope']:34} {d['outcome']:4} {d['check']:6.0f} ns {d['allocations']:4.0f} {d['explain'] / 1000:7.2f} us"
    slowest = max(d["check"] for d in asked)
    longest = max(d["explain"] for d in asked)
    free = all(d["allocations"] == 0 for d in asked)
    yield f"  the slowest: {slowest:.0f} ns, {verdict(slowest < CHECK_NS and free, f'below {CHECK_NS} ns, nothing allocated')}"
    yield f"  with the trace: {longest / 1000:.2f} us, {verdict(longest < EXPLAIN_NS, f'below {EXPLAIN_NS / 1000:.0f} us')}"


def growth(figures):
    if not {1000, 10000} <= set(figures):
        return
    small, large = figures[1000], figures[10000]
    yield "from 1,000 to 10,000 users"
    for what, size in (
        ("time", lambda f: f["start"] + f["resolve"]),
        ("memory held", lambda f: f["live"]),
        ("memory allocated", lambda f: f["allocated"]),
    ):
        times = size(large) / size(small)
        yield f"  {what:17} {times:5.1f}x   {verdict(times < GROWTH, f'below {GROWTH}x')}"
