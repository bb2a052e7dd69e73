### if, elif, else
x = 5
if x > 10: r = "big"
elif x > 3: r = "mid"
else: r = "small"
c.T.a = r
if not x: pass
else:
    c.T.b = "set"
### for with break, continue, else
out = []
for i in range(10):
    if i == 2: continue
    if i == 5: break
    out.append(i)
else:
    out.append("else")
for i in []: pass
else: out.append("empty")
for x in "ab":
    pass
else:
    out.append(x)
c.T.a = out, i
### while
n, out = 10, []
while n > 0:
    n -= 3
    if n == 4: continue
    out.append(n)
else:
    out.append("end")
while True:
    n += 1
    if n > 3: break
else:
    out.append("never")
c.T.a = out, n
### nested loops
out = []
for a in range(3):
    for b in range(3):
        if b == a: break
        out.append((a, b))
    else:
        out.append(a)
c.T.a = out
### loop variables stay
for i, ch in enumerate("abc"): pass
c.T.a = i, ch
[i for i in range(10)]
c.T.b = i
### match on values
def f(x):
    match x:
        case 0: return "zero"
        case 1 | 2: return "few"
        case "a" | "b" as s: return s
        case [a, b]: return ["pair", a, b]
        case [first, *rest]: return ["list", first, rest]
        case {"name": n, **more}: return ["named", n, more]
        case str(): return "text"
        case int(n) if n > 100: return "large"
        case None: return "none"
        case (1.5): return "float"
        case _: return "other"
c.T.a = [f(x) for x in (0, 1, 2, "a", "b", "zz", [1, 2], [1], [1, 2, 3], {"name": "x", "k": 1}, 101, 50, None, (3, 4), 1.5, {}, [])]
### match on classes and constants
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class K:
    A = 1
def f(p):
    match p:
        case P(x=0): return "on axis"
        case P(1, y): return ["one", y]
        case K.A: return "A"
        case True: return "true"
        case [[x], *_]: return x
    return "none"
c.T.a = [f(p) for p in (P(0, 1), P(1, 7), P(2, 2), 1, True, [[5], 6], [])]
### a condition on a config value
c.JupyterHub.load_roles = []
if not c.JupyterHub.load_roles:
    c.JupyterHub.load_roles.append({"name": "a", "scopes": []})
if c.JupyterHub.load_roles and isinstance(c.JupyterHub.load_roles, list):
    c.T.a = len(c.JupyterHub.load_roles)
### pass, assert, empty bodies
assert True
assert 1 + 1 == 2, "sum"
for x in []: assert False
if 0:
    assert False
c.T.a = "done"
### generators of roles in loops
roles = []
for course in ["a", "b"]:
    for kind, scopes in {"teacher": ["read:users"], "student": []}.items():
        roles.append({"name": f"{kind}-{course}", "scopes": [f"{s}!group={course}" for s in scopes], "groups": [f"{course}-{kind}s"]})
c.JupyterHub.load_roles = roles
c.JupyterHub.load_groups = {g: {"users": []} for r in roles for g in r["groups"]}
