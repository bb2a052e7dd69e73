"""Streams seeded random cases to live Hubs and to the engine, and says where they differ."""

import collections
import itertools
import json
import time
from dataclasses import dataclass, field
from pathlib import Path

from conformance import messages, shapes, shrink

BATCH = 200  # cases between two calls of the engine
OTHER_HASH_SEEDS = ("1", "2", "3", "4", "5")
MORE_HASH_SEEDS = tuple(str(seed) for seed in range(6, 26))  # small seeds order small sets much alike
SHRINK_BUDGET = 250  # cases asked to make one difference small
KNOWN = Path(__file__).with_name("known-differences.json")


@dataclass
class Report:
    """What a run found."""

    cases: int = 0
    answers: int = 0
    starts: int = 0
    failed_starts: int = 0
    unstable: int = 0  # answers left out: the Hub answers otherwise under another PYTHONHASHSEED
    unstable_cases: int = 0
    harness: list = field(default_factory=list)
    kinds: collections.Counter = field(default_factory=collections.Counter)
    known: collections.Counter = field(default_factory=collections.Counter)
    found: list = field(default_factory=list)  # cases that showed a kind first: (kinds, profile, seed, case, differences)
    messages: collections.Counter = field(default_factory=collections.Counter)
    message_found: list = field(default_factory=list)
    unmapped: collections.Counter = field(default_factory=collections.Counter)
    seconds: float = 0.0

    @property
    def clean(self):
        return not (self.kinds or self.messages or self.unmapped or self.harness)


class Comparer:
    def __init__(self, hubs, engine, known=None, with_messages=True):
        self.hubs, self.engine = hubs, engine
        self.known = load_known() if known is None else known
        self.with_messages = with_messages

    def run(self, named_cases, version, protocol="rbac", progress=None):
        """Compares all cases, given as (profile, seed, case)."""
        report, started = Report(), time.monotonic()
        left, right = itertools.tee(named_cases)
        results = self.hubs.ask(version, (case for _, _, case in left), protocol)
        while True:
            batch = list(itertools.islice(right, BATCH))
            if not batch:
                break
            hub = list(itertools.islice(results, len(batch)))
            ours = self.engine.ask([case for _, _, case in batch])
            for (profile, seed, case), want, got in zip(batch, hub, ours):
                self._one(report, version, protocol, profile, seed, case, want, got)
            report.seconds = time.monotonic() - started
            if progress:
                progress(report)
        return report

    def _one(self, report, version, protocol, profile, seed, case, want, got):
        report.cases += 1
        if "harness_failure" in want:
            want = self.hubs.ask_one(version, case, protocol)
            if "harness_failure" in want:
                report.harness.append((profile, seed, want))
                return
        shaped = shapes.shape(want)
        report.answers += shapes.answers(shaped)
        for step in want.get("steps", [want]):
            report.starts += 1
            report.failed_starts += "error" in step and "users" not in step
        found = self.differences(shaped, got)
        said = messages.differences(want, got) if self.with_messages and protocol == "rbac" else []
        if self.with_messages and protocol == "rbac":
            report.unmapped.update(messages.unmapped(want))
        if found or said:
            stable = self._stable(version, protocol, case)
            if any(not shapes.within(d[0], stable.unstable_places) for d in found) or said:
                stable = self._stable(version, protocol, case, OTHER_HASH_SEEDS + MORE_HASH_SEEDS)
            unstable = stable.unstable_places
            out = [d for d in found if shapes.within(d[0], unstable)]
            if out:
                report.unstable += len({shapes.place(d[0]) for d in out})
                report.unstable_cases += 1
            found = [d for d in self.differences(stable.shape, got) if not shapes.within(d[0], unstable)] if found else []
            said = [d for d in said if d in stable.messages(got)]
        for difference in found:
            name = self._known_name(version, difference)
            if name:
                report.known[name] += 1
        found = [d for d in found if not self._known_name(version, d)]
        kinds = sorted({shapes.kind(d) for d in found})
        new = [kind for kind in kinds if kind not in report.kinds]
        report.kinds.update(kinds)
        if new:
            report.found.append((new, profile, seed, case, found))
        for kind, detail in said:
            report.messages[kind] += 1
            if report.messages[kind] == 1:
                report.message_found.append((kind, profile, seed, case, detail))

    @staticmethod
    def differences(shaped, got):
        if "unreadable" in got:
            return [("/unreadable", None, got["unreadable"])]
        return shapes.differences(shaped, shapes.shape(got))

    def _stable(self, version, protocol, case, others=OTHER_HASH_SEEDS):
        """The case asked again alone, and under other hash seeds."""
        return Stable([self.hubs.ask_one(version, case, protocol, seed) for seed in ("0", *others)])

    def stable(self, records, version, protocol):
        """Those records that the engine agrees with, or whose answers are the same under every hash seed."""
        got = self.engine.ask([record["case"] for record in records])
        return [
            record
            for record, ours in zip(records, got)
            if not self.differences(shapes.shape(record["result"]), ours)
            or not self._stable(version, protocol, record["case"]).unstable_places
        ]

    def _known_name(self, version, difference):
        return next(
            (
                name
                for name, entry in self.known.items()
                if version in entry["versions"] and shapes.kind(difference) in entry["kinds"]
            ),
            None,
        )

    def shrink(self, version, protocol, case, kind, budget=SHRINK_BUDGET):
        """The case made small while it shows this kind of difference, and the differences that it then shows."""

        def stays(cases):
            wants = self.hubs.ask(version, cases, protocol, group=4)
            return [
                "harness_failure" not in want
                and "unreadable" not in got
                and any(kind == shapes.kind(d) for d in self.differences(shapes.shape(want), got))
                for want, got in zip(wants, self.engine.ask(cases))
            ]

        small = shrink.shrink(case, stays, budget)
        want, got = self.hubs.ask_one(version, small, protocol), self.engine.ask([small])[0]
        return small, self.differences(shapes.shape(want), got)


class Stable:
    """Results of one case under several hash seeds."""

    def __init__(self, results):
        self.results = [r for r in results if "harness_failure" not in r]
        shaped = [shapes.shape(r) for r in self.results]
        self.shape = shaped[0]
        self.unstable_places = {shapes.place(path) for other in shaped[1:] for path, _, _ in shapes.differences(shaped[0], other)}

    def messages(self, got):
        """The message differences that every hash seed shows."""
        every = [messages.differences(r, got) for r in self.results]
        return [d for d in every[0] if all(d in other for other in every)]


def load_known(path=KNOWN):
    known = json.loads(path.read_text())
    for name, entry in known.items():
        missing = {"versions", "kinds", "reason"} - set(entry)
        if missing or not entry["reason"].strip():
            raise SystemExit(f"{path.name}: {name} lacks {', '.join(sorted(missing)) or 'a reason'}")
    return known
