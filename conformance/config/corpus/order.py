### a set gives its members in an order of its own
s = {"ann", "bo", "cy"}
c.T.a = list(s), sorted(s), [x for x in s], len(list(s)), set(s)
c.T.b = tuple(s), [*s, 1], list(map(str.upper, s)), list(x for x in s), list(filter(None, s)), list({1}), {x: 1 for x in s}
c.T.d = sorted([x.upper() for x in s]), max(s), sum(len(x) for x in s), any(x == "bo" for x in s), "bo" in list(s)
### loops over a set
roles, n, seen = [], 0, {}
for u in {"ann", "bo", "cy"}:
    entry = {"name": u, "scopes": []}
    entry["scopes"].append("self")
    entry["scopes"].append("x")
    roles.append(entry)
    n += 1
    seen[u] = True
c.JupyterHub.load_roles = roles
c.T.a = n, seen, sorted(seen), sorted(roles, key=lambda r: r["name"])
### sorted loops have an order
for u in sorted({"ann", "bo", "cy"}):
    c.JupyterHub.load_roles.append({"name": u})
for g in {"a", "b"} - {"b"}:
    c.JupyterHub.load_groups.update({g: {"users": []}})
c.T.a = u, g
### lists from sets in lazy calls and groups
c.T.a.extend({"x", "y"})
for u in {"p", "q"}:
    c.T.b.append(u)
c.JupyterHub.load_groups = {"g": {"users": list({"ann", "bo"})}}
### what hangs on the order of a set (unknown: any order)
s = {"ann", "bo", "cy"}
c.T.a = ",".join(s)
c.T.b = list(s)[0]
first, *rest = s
c.T.d = first
for u in s: last = u
c.T.e = last
c.T.f = next(iter(s)), list(enumerate(s)), str(list(s)), list(zip(s, "abc"))
text = ""
for u in s: text += u
c.T.g = text
def gen():
    for u in s: yield u
c.T.h = list(gen()), list(gen())[1]
### what is the same in each order of a set
found, total = False, 0
for u in {"ann", "bo", "cy"}:
    if u == "bo": found = True
    total += len(u)
c.T.a = found, total, {len(u): 1 for u in {"ann", "dee"}}
for u in {"ann", "bo"}:
    c.JupyterHub.load_groups.update({u: {"users": [u]}})
    c.T.s.update({u})
    c.T.p.prepend([u])
    c.T.i.insert(0, u)
### which member of a set comes last or first (unknown: any order)
s = {"ann", "bo", "cyn"}
first, n = None, 0
for u in s:
    if first is None: first = u
    n += 1
    if n == 2: c.T.second = u
    if u != "ann": c.T.last = u
    c.L.x.update({"k": u})
c.T.first = first
c.T.a = {len(u): u for u in s}
c.T.b = next((u for u in s if len(u) > 2), None), max(s, key=lambda u: len(u) > 2)
for u in s:
    if u == "bo": break
    c.T.before = 1
    c.T.reached.append(u)
class A: pass
a = A()
for u in s: a.x = u
c.T.d = a.x
try:
    for u in s:
        if u == "bo": raise KeyError
        c.T.e = u
except KeyError: pass
### calls in a loop that may end (unknown: any order)
for u in {"ann", "bo", "cyn"} - set(list({"x", "ann"})[:1]):
    if u: c.T.a.prepend([u])
    c.T.b.insert(0, u)
    c.T.d.add(u)
    c.T.e.update({u: 1})
### calls in turn beside a walk of a set
n = 0
for u in {"ann", "bo"}: n += 1
for i in range(3):
    for u in ["a", "b"]: c.T.a.append(f"{u}{i}")
    c.T.a.append(n)
    c.T.b.prepend([i])
    if i != 1: c.T.b.prepend(["x"])
    c.T.d.insert(0, i)
    c.T.e.update({"k": i}); c.T.e.update({"l": n, i: 1})
c.T.e.update({"k": 7})
