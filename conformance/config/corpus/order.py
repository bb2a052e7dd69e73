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
### what hangs on the order of a set (unknown)
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
