### list methods
l = [3, 1, 2]
l.append(5); l.extend([6, 7]); l.insert(0, 0); l.insert(-1, 9); l.insert(100, "end")
c.T.a = list(l)
c.T.b = l.pop(), l.pop(0), l.pop(-2), l.index(1), l.count(2), l.remove(3), l
l.sort()
c.T.c = l.copy()
l.reverse()
c.T.d = l[:], l.copy() is l
l.clear()
c.T.e = l
l += "ab"
c.T.f = l
### list slices assigned
l = list(range(6))
l[1:3] = ["a", "b", "c"]
l[:0] = [-1]
l[len(l):] = [99]
c.T.a = l
m = list(range(6))
m[::2] = "xyz"
m[1] = None
c.T.b = m
n = [1, 2, 3]
n[0:2] = []
n[-1] += 5
c.T.c = n
### sort with keys
l = ["bb", "A", "c", "ddd"]
l.sort(key=len)
c.T.a = list(l)
l.sort(key=str.lower, reverse=True)
c.T.b = l
d = [{"n": 2}, {"n": 1}]
d.sort(key=lambda x: x["n"])
c.T.c = d, sorted(d, key=lambda x: -x["n"])
c.T.d = sorted([3, 1, 2], key=lambda x: (x % 2, x)), sorted("hello"), sorted([("a", 2), ("a", 1)], key=lambda t: t[0], reverse=True)
### dict methods
d = {"a": 1}
d["b"] = 2
d.update({"c": 3}, d=4)
d.update([("e", 5)])
c.T.a = dict(d), list(d), list(d.keys()), list(d.values()), list(d.items()), len(d)
c.T.b = d.get("a"), d.get("x"), d.get("x", 9), d.setdefault("a", 7), d.setdefault("n", []), d.pop("b"), d.pop("zz", "none"), d.popitem(), "a" in d
d.setdefault("l", []).append(1)
c.T.c = d
e = d.copy()
e["a"] = 0
c.T.d = d["a"], e["a"], dict.fromkeys("ab"), dict.fromkeys(["x"], 1)
d.clear()
c.T.e = d
### making dicts
c.T.a = dict(), dict(a=1), dict([("a", 1), ("b", 2)]), dict({"a": 1}, b=2), dict(zip("ab", [1, 2])), {k: v for k, v in [("a", 1)]}, dict(enumerate("ab")), dict([["x", 1]]), dict(**{"k": 1})
### the order of a dict's keys
d = {"z": 1, "a": 2}
d["m"] = 3
d["z"] = 4
del d["a"]
d["a"] = 5
c.T.a = d, list(d), next(iter(d)), list(reversed(d)), list(d.items())[-1]
### nested updates
d = {"a": {"b": [1]}}
d["a"]["b"].append(2)
d["a"]["c"] = d["a"]["b"]
d["a"]["c"] += [3]
c.T.a = d
e = d["a"]
e.update(x=1)
c.T.b = d
### set methods
s = set()
s.add("a"); s.update(["b", "c"], {"d"}); s.discard("zz"); s.remove("a"); s |= {"e"}
c.T.a = s, len(s), "b" in s, set("hello"), set(range(3)), frozenset({1}), {*"ab"}
t = s.copy()
t.clear()
c.T.b = s, t
s.difference_update({"b"}); s.intersection_update(["c", "d"]); s.symmetric_difference_update({"c", "q"})
c.T.c = s
c.T.d = {1, 2} == {2, 1}, {1} < {1, 2}, sorted({3, 1, 2}), max({1, 5}), sum({1, 2}), {frozenset([1])}, frozenset("a") == {"a"}
x = {1}
c.T.e = x.pop(), x
### tuples
t = (1, 2, 2, 3)
c.T.a = t.count(2), t.index(3), t[1:], t + (4,), t * 2, len(t), 2 in t, tuple("ab"), tuple([1]), t[-1], (1, 2) + (), tuple()
a, (b, *d) = 1, (2, 3, 4)
c.T.b = a, b, d
### nested comprehension results
m = [[1, 2], [3, 4]]
c.T.a = [x for r in m for x in r], [[r[i] for r in m] for i in range(2)], list(zip(*m)), [list(t) for t in zip(*m)], sum(m, []), [(i, j) for i in range(3) for j in range(i)]
### copies
import copy
a = [1, [2]]
b, d, e, f = a[:], list(a), copy.copy(a), copy.deepcopy(a)
a[1].append(3)
a.append(4)
c.T.a = a, b, d, e, f
x = {"k": [1]}
y, z = dict(x), copy.deepcopy(x)
x["k"].append(2)
c.T.b = x, y, z
### a list changes while it is walked
l = [1, 2, 3]
for x in l:
    if x < 3: l.append(x + 10)
    if len(l) > 6: break
c.T.a = l
m = [1, 2, 3, 4]
for x in m:
    if x % 2: m.remove(x)
c.T.b = m
### iterators
i = iter([1, 2, 3])
c.T.a = next(i), next(i), list(i), next(i, "done"), next(iter({}), None)
g = (x for x in range(3))
c.T.b = list(g), list(g), next((x for x in [1, 2] if x > 1), None)
z = zip([1, 2], "ab")
c.T.c = list(z), list(z), list(zip([1], [2], [3])), list(zip()), list(enumerate("ab", 1)), list(enumerate([], start=5)), list(map(lambda x, y: x + y, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "a"])), list(reversed([1, 2])), list(range(5, 0, -2))
### any and all
c.T.a = any([]), all([]), any([0, 1]), all([1, 0]), any(x > 2 for x in range(4)), all(x < 4 for x in range(4)), any("a" == x for x in "bca")
### len and bool
c.T.a = len([]), len("abc"), len({}), len({1}), len(range(10)), len((1,)), len({1: 2}.items()), bool(()), bool({}), bool(set()), bool(range(0)), bool("False")
### ranges
r = range(2, 10, 3)
c.T.a = list(r), len(r), r[1], r[-1], 5 in r, 6 in r, list(range(3)), list(range(3, 0)), r.start, r.stop, r.step, range(3) == range(0, 3), list(range(10)[2:5]), sum(range(101)), max(range(5)), tuple(range(2)), list(reversed(range(3))), range(5).index(3), range(5).count(9)
### collections
from collections import OrderedDict, defaultdict, namedtuple, Counter, ChainMap, deque
o = OrderedDict(a=1)
o["b"] = 2
d = defaultdict(list)
d["x"].append(1)
d["y"]
n = defaultdict(int)
for ch in "hello": n[ch] += 1
P = namedtuple("P", "x y")
p = P(1, y=2)
c.T.a = o, dict(d), dict(n), p, p.x, p._asdict(), p[1], p == (1, 2), list(o)
x, y = p
c.T.b = x + y, isinstance(p, tuple), P._fields, p._replace(x=5)
c.T.c = dict(Counter("abca")), Counter("abca").most_common(1), Counter(["x"])["zz"]
o.move_to_end("a")
c.T.d = list(o.items()), list(deque([1, 2])), dict(ChainMap({"a": 1}, {"a": 2, "b": 3}))
### dict views
d = {"a": 1, "b": 2}
k, v, i = d.keys(), d.values(), d.items()
d["c"] = 3
c.T.a = list(k), list(v), list(i), len(k), "c" in k, 3 in v, ("a", 1) in i, sorted(v), [x for x in d], set(k), max(d.values()), max(d, key=d.get), sorted(d.items(), key=lambda kv: -kv[1])
### a list of itself
l = [1]
l.append(l)
c.T.a = len(l), l[1] is l, l[1][1][0]
### which of equal members an intersection keeps
c.T.a = [{1, 0} & {1, False}, {0} & {False, 2}, {0, 2} & {False}, {0, 1} | {False}, {0, 1} ^ {True, 3}, {0, 1} - {True}, frozenset({0}) & {False}]
c.T.b = [{0}.intersection([False, 0, 3]), {0, 5, 7}.intersection((False,)), {0, 1}.intersection({False, 2, True})]
c.T.d = [{0: 1}.keys() & {False}, {0: 1, 2: 1}.keys() & {False}, {0} & {False: 1}.keys(), {0} & {False: 1, 2: 1}.keys(), {0: 1}.keys() & {False: 1}.keys()]
s, t = {0, 1}, {0, 1}
s &= {False}
t.intersection_update([False, True])
c.T.e = s, t, {0, 3}.isdisjoint([False])
