### lists, sets, dicts, generators
xs = ["a", "b", "c"]
c.T.a = [x.upper() for x in xs], {x for x in xs}, {x: i for i, x in enumerate(xs)}, list(x for x in xs), tuple(x for x in xs)
c.T.b = [x for x in xs if x != "b"], [x for x in xs if x > "a" if x < "c"], [x + y for x in xs for y in xs if x < y], [[x] * 2 for x in xs], {k: v for k, v in zip(xs, xs[1:])}, [a for a, *b in [(1, 2, 3)]], sum(len(x) for x in xs)
### nested and dependent
d = {"g1": ["a", "b"], "g2": []}
c.T.a = [u for g in d for u in d[g]], {g: {"users": us} for g, us in d.items() if us}, [(g, len(us)) for g, us in d.items()], {u: [g for g in d if u in d[g]] for us in d.values() for u in us}
### names inside do not leak
x = "kept"
[x for x in range(3)]
{x: 1 for x in "ab"}
c.T.a = x
### conditions with and, or, conditional elements
c.T.a = [x if x % 2 else -x for x in range(5) if x and x != 3], [x for x in range(20) if x % 3 == 0 or x % 7 == 0], [(x, y) for x in range(2) for y in "ab" if not (x and y == "a")]
### over sets of names
admins, users = {"ann", "bo"}, {"ann", "bo", "cy"}
c.T.a = sorted(u for u in users - admins), {u: u in admins for u in sorted(users)}, [dict(name=f"r-{u}", users=[u]) for u in sorted(users & admins)]
### over dict items with unpacking
c.T.a = [f"{k}={v}" for k, v in {"a": 1, "b": [2]}.items()], {v: k for k, v in {"a": 1}.items()}, {**{k: 1 for k in "ab"}, "c": 2}, [*(x for x in "ab")], {x for x in [1, 1.0, True]}
### with walrus and calls
def f(x): return x * 2
c.T.a = [y for x in range(4) if (y := f(x)) > 2], [f(f(x)) for x in range(3)], [(lambda q: q + x)(1) for x in range(3)], any((hit := x) > 1 for x in range(4)), hit
### generators consumed once
g = (x for x in [1, 2])
c.T.a = [sum(g), sum(g)], list(map(str, (x for x in "ab"))), ",".join(x for x in "ab"), max(x for x in [1, 3]), dict((x, 1) for x in "a"), set(x for x in "aa"), sorted(x for x in "ba"), [x for x in (y for y in range(2))]
### first iterable is evaluated at once
def tracked():
    log.append("made")
    return [1]
log = []
g = (x for x in tracked())
log.append("after")
c.T.a = list(g), log
### a generator sees later values
n = 1
g = (x + n for x in [1])
n = 10
c.T.a = list(g)
### conditions see outer names
limit = 2
names = ["a", "bb", "ccc"]
c.T.a = [n for n in names if len(n) <= limit], {len(n) for n in names}, [n[:limit] for n in names], {n: n * limit for n in names if n}
