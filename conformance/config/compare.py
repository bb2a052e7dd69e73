"""Compares what CPython and the engine make of a program."""

import collections
import json
import re
from dataclasses import dataclass, field

FORK_DIED = "fork_died"  # in an answer: no program of its group has one

EQUAL, UNKNOWN, WRONG = "equal", "unknown", "wrong"

# Exceptions that CPython tells apart and that mean the same slip of a syntax.
SYNTAX = {"SyntaxError", "IndentationError", "TabError"}

# What may stand between a program and a value that CPython knows: another module, a file, the machine. Nor does CPython have
# an answer of its own where a value hangs on a set's order.
BETWEEN = re.compile(r"\bimport\b|\b__import__\(|\bopen\(|\bload_subconfig\(")
ORDER = "the order of a set"


@dataclass
class Report:
    programs: int = 0
    values: collections.Counter = field(default_factory=collections.Counter)
    errors: collections.Counter = field(default_factory=collections.Counter)
    between: int = 0  # unknown values of programs where something stands between
    unanswered: int = 0
    silences: collections.Counter = field(default_factory=collections.Counter)  # why there is no answer
    reasons: collections.Counter = field(default_factory=collections.Counter)  # of unknowns
    classes: collections.Counter = field(default_factory=collections.Counter)  # of CPython's errors
    found: list = field(default_factory=list)  # (program, [(where, CPython's, ours)])

    def take(self, program, want, got):
        """Counts one program; keeps what differs."""
        self.programs += 1
        if "unanswered" in want or got.get("stopped"):
            self.unanswered += 1
            self.silences[f"CPython: {want['unanswered']}" if "unanswered" in want else f"the engine: the limit {got['stopped']}"] += 1
            return
        if want["raises"] or got["raises"]:
            verdict, where = error(want, got)
            self.errors[verdict] += 1
            self.classes[(want["raises"] or {}).get("class", "none")] += 1
            wrong = [(where, want["raises"], got["raises"])] if verdict == WRONG else []
        else:
            wrong = []
            for name, verdict in values(want["settings"], got["settings"]):
                self.values[verdict] += 1
                self.between += verdict == UNKNOWN and between(program, got)
                if verdict == WRONG:
                    wrong.append((name, want["settings"].get(name), got["settings"].get(name)))
            for one in got["unknown"]:
                self.reasons[one["why"]] += 1
        if wrong:
            self.found.append((program, wrong))

    @property
    def clean(self):
        return not self.found

    @property
    def share(self):
        """Unknown values in a hundred, of those where nothing stands between."""
        total = sum(self.values.values()) - self.between
        return 100 * (self.values[UNKNOWN] - self.between) / total if total else 0.0

    def lines(self):
        v, e = self.values, self.errors
        yield (
            f"{self.programs} programs ({self.unanswered} not answered), {sum(v.values())} values: {v[EQUAL]} equal,"
            f" {v[UNKNOWN]} unknown, {v[WRONG]} wrong"
        )
        yield (
            f"of the unknown {self.between} behind an import, a file or the order of a set; without them {self.share:.2f} in 100 values are unknown"
        )
        yield f"{sum(e.values())} errors: {e[EQUAL]} of the same class at the same line, {e[UNKNOWN]} unknown, {e[WRONG]} wrong"


def between(program, got):
    """Whether an import, a file or a set's order stands between a program and what is unknown of it."""
    return any(BETWEEN.search(f["text"]) for f in program["files"]) or all(ORDER in one["why"] for one in got["unknown"])


def error(want, got):
    found, where = error_of(want, got)
    # What is not known may have raised before.
    return (UNKNOWN, where) if found == WRONG and want["raises"] and got.get("unsure") else (found, where)


def error_of(want, got):
    w, g = want["raises"], got["raises"]
    if w and not g:
        return (UNKNOWN if got.get("unsure") or got["unknown"] else WRONG), "an error that is not seen"
    if g and not w:
        return WRONG, "an error that CPython does not raise"
    if w["class"] in SYNTAX and g["class"] == "SyntaxError":
        # Where CPython says that a text goes wrong hangs on its parser: the line before or after will do.
        return (EQUAL if abs((w.get("line") or 0) - g.get("line", 0)) <= 1 else WRONG), "the line of a syntax error"
    if g["class"] not in (w["class"], w["builtin"]):
        return WRONG, "an error of another class"
    if w.get("file") == "<string>":
        return EQUAL, ""
    if "line" in w and (w["line"] != g.get("line") or w.get("file") != g.get("file")):
        return WRONG, "the line of an error"
    return EQUAL, ""


def values(want, got):
    """Yields (name, verdict) of all settings."""
    got = {name: x for name, x in got.items() if x != {"$lazy": {}}}
    for name in sorted({*want, *got}):
        if name not in got:
            yield name, WRONG
        elif name not in want:
            yield name, UNKNOWN if unknown(got[name]) else WRONG
        else:
            yield name, verdict(want[name], got[name])


def marked(x, mark):
    return isinstance(x, dict) and mark in x


def unknown(x):
    """Whether nothing of a value is known, or all of it hangs on something else."""
    if marked(x, "$lazy"):
        return all(unknown(y) for y in x["$lazy"].values())
    return marked(x, "$unknown") or marked(x, "$more") or isinstance(x, list) and any(unknown(y) for y in x)


def verdict(want, got):
    """How a value of ours stands to CPython's."""
    if marked(got, "$unknown"):
        return UNKNOWN
    if isinstance(want, list) and marked(got, "$unordered"):
        return _set(want, got["$unordered"])
    if isinstance(want, list) and isinstance(got, list):
        if got and marked(got[-1], "$more"):
            return _some(want, got[:-1])
        return _all(zip(want, got)) if len(want) == len(got) else WRONG
    if isinstance(want, dict) and isinstance(got, dict):
        if "$object" in want and "$object" in got:
            return EQUAL
        if "$more" in got and not ("$lazy" in want or "$set" in want or "$object" in want):
            return _some(_pairs(want), _pairs({k: v for k, v in got.items() if k != "$more"}))
        if "$dict" in want and "$dict" in got:
            return _set(want["$dict"], got["$dict"])
        if "$set" in want and "$set" in got:
            return _set(want["$set"], got["$set"])
        if "$lazy" in want and "$lazy" in got:
            return _lazy(want["$lazy"], got["$lazy"])
        if sorted(want) != sorted(got):
            return WRONG
        return _all((want[k], got[k]) for k in want)
    same = type(want) is type(got) and (want == got or want != want and got != got)
    return EQUAL if same and str(want) == str(got) else WRONG


def _pairs(x):
    """The entries of a dict, as pairs; one with keys that are no plain strings has them as pairs already."""
    return x["$dict"] if "$dict" in x else [[k, v] for k, v in x.items()]


def _lazy(want, got):
    """What was done to a trait that was never assigned. An operation of which nothing is known may have been none."""
    if any(k not in got for k in want) or any(k not in want and not unknown(v) for k, v in got.items()):
        return WRONG
    found = _all((want[k], got[k]) for k in want)
    return UNKNOWN if found == EQUAL and len(got) > len(want) else found


def _all(pairs):
    worst = EQUAL
    for w, g in pairs:
        v = verdict(w, g)
        if v == WRONG:
            return WRONG
        if v == UNKNOWN:
            worst = UNKNOWN
    return worst


def _some(want, got):
    """A list of which only some members are known: each must be one of CPython's."""
    left = list(want)
    for g in got:
        fits = next((w for w in left if verdict(w, g) != WRONG), None)
        if fits is None and not any(w is None and verdict(w, g) != WRONG for w in left):
            return WRONG
        left.remove(fits)
    return UNKNOWN


def _set(want, got):
    key = lambda x: json.dumps(x, sort_keys=True, ensure_ascii=False)  # noqa: E731
    if any(unknown(x) for x in got):
        return _some(want, [x for x in got if not unknown(x)])
    return EQUAL if sorted(map(key, want)) == sorted(map(key, got)) else WRONG
