"""Prints what a comparison found."""

import json
import sys


def progress(report):
    rate = report.cases / report.seconds if report.seconds else 0
    print(
        f"\r{report.cases} cases, {sum(report.kinds.values())} differences, {rate:.1f} a second ",
        end="",
        file=sys.stderr,
        flush=True,
    )


def show(report, comparer, version, protocol, args, save=None):
    print(
        f"JupyterHub {version}, {protocol}: {report.cases} cases from seed {args.seed}, {report.answers} answers,"
        f" {report.starts} starts ({report.failed_starts} refused), {report.seconds:.0f} s, {report.cases / max(report.seconds, 0.001):.1f} cases a second"
    )
    print(
        f"  left out: {report.unstable} answers of {report.unstable_cases} cases that hang on Python's set order in the Hub itself"
    )
    for name, count in sorted(report.known.items()):
        print(f"  known: {count} x {name}: {comparer.known[name]['reason']}")
    for seed in report.harness:
        print(f"  NOT ANSWERED {seed[0]} {seed[1]}: {seed[2]['harness_failure']}")
    for kind, count in report.kinds.most_common():
        print(f"  DIFFERS {count} x {kind}")
    for kind, count in report.messages.most_common():
        print(f"  SAYS OTHERWISE {count} x {kind}")
    for message, count in report.unmapped.most_common(10):
        print(f"  NO EVENT FOR {count} x {message[:300]}")
    for number, (kinds, profile, seed, case, found) in enumerate(report.found):
        if number < args.shrink:
            case, found = comparer.shrink(version, protocol, case, kinds[0])
        print(f"--- {kinds[0]}\n    {profile} seed {seed}\n    {json.dumps(case, ensure_ascii=False)[:2500]}")
        if not found:
            print("    no difference any more: the case differs only after others, which is a fault of this program")
        for where, want, got in found[:4]:
            print(
                f"    {where}\n      hub  {json.dumps(want, sort_keys=True)[:400]}\n      ours {json.dumps(got, sort_keys=True)[:400]}"
            )
        if save:
            save.write(json.dumps({"kinds": kinds, "profile": profile, "seed": seed, "case": case}, ensure_ascii=False) + "\n")
            save.flush()
    for kind, profile, seed, case, detail in report.message_found[: args.shrink]:
        print(
            f"--- {kind}\n    {profile} seed {seed}: {detail[:900]}\n    {json.dumps(case['config'], ensure_ascii=False)[:1200]}"
        )
    total = sum(report.kinds.values()) + sum(report.messages.values())
    print(f"  {'no difference' if report.clean else f'{total} differences'}", flush=True)
