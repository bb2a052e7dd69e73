"""python -m conformance COMMAND: see README.md beside this file."""

import argparse
import json
import random
import sys
from pathlib import Path

from conformance import bench, deps, messages, release, scenarios, shapes, vectors
from conformance.cases import profiles
from conformance.config import run as config_run
from conformance.charts import compare as charts
from conformance.compare import Comparer
from conformance.engine import DEFAULT, Engine
from conformance.live import Hubs
from conformance.login import run as login_run
from conformance.report import progress, show


def main():
    parser = argparse.ArgumentParser(prog="python -m conformance", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)

    p = commands.add_parser("deps", help="make the environments of all versions, or of those named")
    p.add_argument("versions", nargs="*")

    p = commands.add_parser("compare", help="compare the engine with live Hubs over random cases")
    p.add_argument("--version", dest="versions", action="append", help="may be given several times; default 5.5.1")
    p.add_argument("--cases", type=int, default=500, help="how many, for each version")
    p.add_argument("--seed", type=int, default=1_000_000, help="the first seed")
    p.add_argument(
        "--profile",
        dest="names",
        action="append",
        help=f"of {', '.join([*profiles.PROFILES, *profiles.HTTP_PROFILES])}; default all but http",
    )
    p.add_argument("--kind", dest="kinds", action="append", default=[], help="only cases of this kind: config, token, restart, …")
    p.add_argument("--engine", default=DEFAULT, help="the command that answers cases")
    p.add_argument("--shrink", type=int, default=8, help="how many differences to make small")
    p.add_argument("--jobs", type=int, default=None)
    p.add_argument("--no-messages", action="store_true", help="leave warnings and names in errors out")
    p.add_argument("--save", help="write every differing case to this file (JSON lines), small where it was made small")

    p = commands.add_parser("recorded", help="compare the engine with vector files, without any Hub")
    p.add_argument("--kind", dest="kinds", action="append", default=[])
    p.add_argument("--engine", default=DEFAULT, help="the command that answers cases")
    p.add_argument("--unstable", type=Path, help="a file {vector file: {seed: [paths]}} of answers that hang on set order")
    p.add_argument("--messages", action="store_true", help="compare warnings and names in errors, too")
    p.add_argument("--show", type=int, default=5)
    p.add_argument("files", nargs="+")

    p = commands.add_parser("ask", help="answer cases (JSON lines on standard input) by live Hubs")
    p.add_argument("--version", help="where a case has no version")
    p.add_argument("--hash-seed", default="0")

    p = commands.add_parser("generate", help="print random cases")
    p.add_argument("--version", default="5.5.1")
    p.add_argument("--profile", default="plain")
    p.add_argument("--seed", type=int, default=0)
    p.add_argument("--cases", type=int, default=10)

    p = commands.add_parser("record", help="record a vector file: answers of a live Hub to random cases")
    p.add_argument("--version", required=True)
    p.add_argument("--profile", default="plain")
    p.add_argument("--seed", type=int, required=True)
    p.add_argument("--cases", type=int, required=True)
    p.add_argument("--into", type=Path, required=True, help="the folder; a file that is there already is left alone")
    p.add_argument("--engine", help="leave out cases where this engine differs because answers hang on the order of Python's sets")

    p = commands.add_parser("verify", help="record a sample of vector files again and compare everything")
    p.add_argument("--sample", type=int, default=20)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("files", nargs="+")

    p = commands.add_parser("facts", help="write what an installed version says of its scopes, roles and endpoints into rbac/facts")
    p.add_argument("--check", action="store_true", help="only say whether the files there say the same")
    p.add_argument("version")

    p = commands.add_parser("lock", help="write the lock file of a version that has none")
    p.add_argument("version")

    p = commands.add_parser("chart", help="compare reading Helm values with a checkout of the chart Zero to JupyterHub")
    p.add_argument("--chart", type=Path, required=True, help="the folder with the chart's values.yaml and files/hub")
    p.add_argument("--cases", type=int, default=300)
    p.add_argument("--seed", type=int, default=0)
    p.add_argument("--engine", default="bin/rolecall", help="the program")
    p.add_argument("--record", help="write the chart's answers to this file instead of comparing")
    p = commands.add_parser("bench", help="time a live Hub and the engine over the same generated configs")
    p.add_argument("--version", default="5.5.1")
    p.add_argument("--engine", required=True, help="the program that times the engine: internal/bench, built")
    p.add_argument("--users", dest="sizes", type=int, action="append", help=f"may be given several times; default {bench.SIZES}")

    p = commands.add_parser("scenarios", help="ask live Hubs the checks of scenario documents")
    p.add_argument("--version", dest="versions", action="append", help="may be given several times; default 5.5.1")
    p.add_argument("--engine", default="bin/rolecall", help="the program")
    p.add_argument("--jobs", type=int, default=None)
    p.add_argument("--verbose", action="store_true", help="name what was not asked")
    p.add_argument("files", nargs="+")

    p = commands.add_parser("config", help="compare the reader of Python with CPython over the corpus and random configs")
    p.add_argument("--version", default="5.5.1", help="whose traitlets loads the configs")
    p.add_argument("--programs", type=int, default=1000, help="how many random configs")
    p.add_argument("--seed", type=int, default=1, help="the first seed")
    p.add_argument("--shrink", type=int, default=5, help="how many differences to make small")
    p.add_argument("--engine", default=config_run.DEFAULT, help="the command that reads configs")
    p.add_argument("--record", type=Path, help="write the corpus with CPython's answers to this file, and compare nothing")
    p.add_argument("--record-traits", type=Path, help="write what real classes make of values for their traits to this file, and compare nothing")

    p = commands.add_parser("login", help="compare who may log in with real authenticators and a faked identity provider")
    p.add_argument("--pair", dest="pairs", action="append", help="JUPYTERHUB/OAUTHENTICATOR; default 5.5.1/17.4.0")
    p.add_argument("--provider", dest="providers", action="append", help="default all: base, pam, github, google …")
    p.add_argument("--cases", type=int, default=500, help="how many for each provider and pair")
    p.add_argument("--seed", type=int, default=1_000_000, help="the first seed")
    p.add_argument("--shrink", type=int, default=4, help="how many differences to make small")
    p.add_argument("--engine", default=login_run.DEFAULT, help="the command that answers cases")
    p.add_argument("--record", help="write the first cases of each provider with the real answers into this folder, a file for each pair")
    p.add_argument("--recorded", type=int, default=100, help="how many of them, each of another config")

    args = parser.parse_args()
    commands_by_name = {
        "deps": _deps,
        "compare": _compare,
        "recorded": _recorded,
        "ask": _ask,
        "generate": _generate,
        "record": _record,
        "verify": _verify,
        "facts": _facts,
        "lock": _lock,
        "config": config_run.main,
        "login": login_run.main,
        "chart": _chart,
        "bench": _bench,
        "scenarios": _scenarios,
    }
    return commands_by_name[args.command](args)


def _chart(args):
    deps.ensure(charts.VERSION)
    return int(bool(charts.run(args.chart, args.engine.split(), args.cases, args.seed, args.record)))


def _deps(args):
    for version in args.versions or deps.versions():
        deps.ensure(version)
    return 0


def _compare(args):
    code = 0
    save = open(args.save, "w", encoding="utf-8") if args.save else None
    for version in args.versions or ["5.5.1"]:
        for protocol, names in _by_protocol(args.names or list(profiles.PROFILES)):
            with Hubs(args.jobs) as hubs:
                comparer = Comparer(hubs, Engine(args.engine), with_messages=not args.no_messages)
                cases = profiles.stream(version, names, args.seed, args.cases, args.kinds)
                report = comparer.run(cases, version, protocol, progress if sys.stderr.isatty() else None)
                show(report, comparer, version, protocol, args, save)
                code |= not report.clean
    return int(code)


def _recorded(args):
    unstable = json.loads(args.unstable.read_text()) if args.unstable else {}
    wrong = 0
    for path in map(Path, args.files):
        records = [r for r in vectors.read(path) if not args.kinds or r["kind"] in args.kinds]
        differing = []
        for record, got in zip(records, Engine(args.engine).ask([r["case"] for r in records])):
            out = {shapes.place(p) for p in unstable.get(path.name, {}).get(str(record["seed"]), [])}
            found = [d for d in Comparer.differences(shapes.shape(record["result"]), got) if not shapes.within(d[0], out)]
            if args.messages:
                found += [(kind, detail, "") for kind, detail in messages.differences(record["result"], got)]
            if found:
                differing.append((record["seed"], found))
        print(f"{path.name}: {len(records)} cases, {len(differing)} differ")
        for seed, found in differing[: args.show]:
            for where, want, got in found[:3]:
                print(
                    f"  seed {seed} {where}\n    hub  {json.dumps(want, sort_keys=True)[:300]}\n    ours {json.dumps(got, sort_keys=True)[:300]}"
                )
        wrong += len(differing)
    return int(wrong > 0)


def _by_protocol(names):
    unknown = [n for n in names if n not in profiles.PROFILES and n not in profiles.HTTP_PROFILES]
    if unknown:
        raise SystemExit(f"no profile {', '.join(unknown)}")
    groups = [("rbac", [n for n in names if n in profiles.PROFILES]), ("http", [n for n in names if n in profiles.HTTP_PROFILES])]
    return [(protocol, members) for protocol, members in groups if members]


def _ask(args):
    with Hubs() as hubs:
        for line in sys.stdin:
            case = json.loads(line)
            version = case.get("version") or args.version or "5.5.1"
            print(
                json.dumps(
                    hubs.ask_one(version, case, "http" if "requests" in case else "rbac", args.hash_seed), ensure_ascii=False
                )
            )
    return 0


def _generate(args):
    for _, _, case in profiles.stream(args.version, [args.profile], args.seed, args.cases):
        print(json.dumps(case, ensure_ascii=False))
    return 0


def _record(args):
    make = {**profiles.PROFILES, **profiles.HTTP_PROFILES}[args.profile]
    protocol = "http" if args.profile in profiles.HTTP_PROFILES else "rbac"
    path = args.into / f"{protocol}-{args.version}-{args.seed:05d}.jsonl.gz"
    if path.exists():
        print(f"{path} is there already")
        return 0
    records = [make(seed, args.version) for seed in range(args.seed, args.seed + args.cases)]
    with Hubs() as hubs:
        for record, result in zip(records, hubs.ask(args.version, (r["case"] for r in records), protocol, group=1)):
            if "harness_failure" in result:
                raise SystemExit(f"seed {record['seed']}: {result['harness_failure']}\n{result.get('traceback', '')}")
            record["result"] = result
        if args.engine:
            records = Comparer(hubs, Engine(args.engine)).stable(records, args.version, protocol)
    vectors.write(path, records)
    print(path, len(records))
    return 0


def _verify(args):
    wrong = 0
    with Hubs() as hubs:
        for path in args.files:
            protocol, version = vectors.about(path)
            records = vectors.read(path)
            sample = random.Random(args.seed).sample(records, min(args.sample, len(records)))
            differing = []
            for record, again in zip(sample, hubs.ask(version, (r["case"] for r in sample), protocol, group=1)):
                found = vectors.plain_differences(record["result"], again)
                if found:
                    differing.append((record["seed"], found))
            print(f"{Path(path).name}: {len(sample)} recorded again, {len(differing)} differ")
            for seed, found in differing:
                for where, was, now in found[:4]:
                    print(f"  seed {seed} {where}\n    recorded {json.dumps(was)[:300]}\n    now      {json.dumps(now)[:300]}")
            wrong += len(differing)
    return int(wrong > 0)


def _facts(args):
    if not args.check:
        release.write_facts(args.version)
        return 0
    stale = release.stale_facts(args.version)
    for path in stale:
        print(f"{path.name} is not what JupyterHub {args.version} says: python3 -m conformance facts {args.version}")
    return int(bool(stale))


def _scenarios(args):
    wrong = 0
    for version in args.versions or ["5.5.1"]:
        cases = scenarios.documents(args.engine, version, args.files)
        with Hubs(args.jobs) as hubs:
            tally = scenarios.compare(cases, hubs.ask(version, cases, "documents"))
        scenarios.show(tally, version, args.verbose)
        wrong += len(tally.wrong)
    return int(wrong > 0)


def _lock(args):
    release.lock(args.version)
    return 0


def _bench(args):
    return int(not bench.run(args.version, args.engine, args.sizes or bench.SIZES))


if __name__ == "__main__":
    sys.exit(main())
