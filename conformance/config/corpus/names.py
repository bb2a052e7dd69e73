### chained assignment shares one object
c.T.a = x = []
x.append(1)
y = z = x
z.append(2)
c.T.b = y
c.T.c = y is x, x == [1, 2]
### unpacking
a, b = 1, 2
[p, q] = "xy"
(m, (n, o)) = 1, (2, 3)
c.T.a = a, b, p, q, m, n, o
a, b = b, a
c.T.b = a, b
for i, (k, v) in enumerate({"x": 1, "y": 2}.items()):
    c.T[f"r{i}"] = [k, v]
### starred unpacking
first, *rest = [1, 2, 3]
*init, last = "abc"
a, *mid, z = range(5)
h, *none = (1,)
c.T.a = first, rest, init, last, a, mid, z, h, none
### unpacking into items and attributes
d, l = {}, [0, 0]
d["a"], l[1] = 1, 2
class O: pass
o = O()
o.x, c.T.y = 5, 6
c.T.a = d, l, o.x
### augmented assignment
a = 1
a += 2; a *= 5; a -= 1; a //= 3; a **= 2; a %= 9; a <<= 2; a |= 1; a ^= 3; a &= 14; a >>= 1
c.T.a = a
s = "x"
s += "y"; s *= 2
c.T.b = s
l = [1]
m = l
l += (2,)
l *= 2
c.T.c = l, m is l
t = (1,)
u = t
t += (2,)
c.T.d = t, u
st = {1}
st |= {2}; st -= {1}; st ^= {3}; st &= {2, 3}
c.T.e = st
d = {"a": 1}
d |= {"b": 2}
c.T.f = d
x = 7
x /= 2
c.T.g = x
### annotated assignment
a: int = 3
b: "list[str]" = []
d: dict[str, int]
c.T.a = a, b
e: int
try:
    e
except NameError:
    c.T.b = "no value"
### del
a = [1, 2, 3, 4, 5]
del a[0], a[-1]
d = {"x": 1, "y": 2}
del d["x"]
x = 1
del x
try:
    x
except NameError as e:
    c.T.c = "gone"
del a[0:1]
c.T.a = a, d
b = list(range(10))
del b[::2]
c.T.b = b
### del of a config value
c.T.a = [1]
del c.T.a
c.T.a.append(2)
c.U.b = 1
del c["U"]
### walrus
if (n := len("abc")) > 2:
    c.T.a = n
c.T.b = [y := 1, y + 1], (z := 5)
c.T.c = [w for v in [1, 2, 3] if (w := v * 2) > 2], w
while (k := n - 1) > 0:
    n = k
c.T.d = n, k
### global and nonlocal
count = 0
def bump():
    global count, made
    count += 1
    made = "here"
bump(); bump()
def outer():
    n = 0
    def inner():
        nonlocal n
        n += 1
        return n
    inner()
    return inner(), n
c.T.a = count, made, outer()
### names of built-ins may be taken
list = [1]
str = "s"
def len(x): return 42
c.T.a = list, str, len([])
### a name is local when a function assigns it anywhere
x = 1
def f():
    try:
        return x
    except UnboundLocalError:
        return "unbound"
    x = 2
def g():
    return x
c.T.a = f(), g()
### attributes of functions and modules
def f(): pass
f.tag = "t"
c.T.a = f.tag, f.__name__, hasattr(f, "tag"), hasattr(f, "other"), getattr(f, "x", 1)
import os
os.mine = 5
c.T.b = os.mine
### deleting and reading dict keys
d = dict(a=1, b=2)
c.T.a = "a" in d, d.get("z"), d.get("z", 0), d.pop("a"), d.pop("q", None), d
### the same value under two names
base = {"scopes": ["self"]}
r1 = base
r2 = dict(base)
r2["name"] = "two"
r1["name"] = "one"
r2["scopes"].append("x")
c.T.a = base, r1, r2
### the module's names by globals()
x = 1
def f():
    y = 2
    return sorted(n for n in globals() if n in ("x", "y", "f", "c")), "get_config" in globals(), sorted(locals())
globals()["z"] = 9
globals().update(w=8)
c.T.a = z, w, f()
### the names of a class's body in order (unknown)
class A:
    q = 1
    r = list(locals())
def g(b, a):
    z = 1
    y = 2
    return list(locals())
c.T.a = A.r, g(1, 2)
