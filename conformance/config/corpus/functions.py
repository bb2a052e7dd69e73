### parameters of every kind
def f(a, b=2, *args, k, d=4, **kw):
    return [a, b, args, k, d, kw]
c.T.a = f(1, k=3), f(1, 5, 6, 7, k=0, d=1, z=9), f(*[1, 2, 3], **{"k": 1, "q": 2}), f(b=1, a=0, k=2)
def g(a, /, b, *, k=1): return a, b, k
c.T.b = g(1, 2), g(1, b=3, k=4)
def h(*, x=1, **kw): return x, kw
c.T.c = h(), h(x=2, a=1), h(**{"x": 5})
def i(a, /, **kw): return a, kw
c.T.d = i(1, a=2)
### defaults are made once
def f(x, acc=[]):
    acc.append(x)
    return acc
f(1)
c.T.a = f(2)
n = 1
def g(x=n): return x
n = 2
c.T.b = g()
### closures
def make(n):
    def add(x): return x + n
    return add
a, b = make(1), make(10)
c.T.a = a(1), b(1)
fs = [lambda: i for i in range(3)]
gs = [lambda i=i: i for i in range(3)]
c.T.b = [f() for f in fs], [g() for g in gs]
def counter():
    n = 0
    def up():
        nonlocal n
        n += 1
        return n
    return up
u = counter(); u(); u()
c.T.c = u()
### lambda
f = lambda x, y=2, *a, **k: (x, y, a, k)
c.T.a = f(1), f(1, 3, 4, z=5), (lambda: 7)(), sorted([3, 1], key=lambda x: -x), list(map(lambda s: s.upper(), "ab")), (lambda *a: sum(a))(1, 2, 3)
### return without a value
def f(x):
    if x: return
    return 1
def g(): pass
c.T.a = f(1), f(0), g()
### recursion
def fact(n): return 1 if n < 2 else n * fact(n - 1)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
def flat(x): return [z for y in x for z in flat(y)] if isinstance(x, list) else [x]
c.T.a = fact(10), fib(12), flat([1, [2, [3, [4]]]])
### generators
def gen(n):
    for i in range(n):
        yield i
    yield "end"
def both():
    yield from gen(2)
    x = yield 5
    yield x
def none():
    return
    yield
c.T.a = list(gen(2)), list(both()), list(none()), [x for x in gen(1)], next(gen(3)), sum(i for i in range(4))
g = gen(5)
c.T.b = next(g), next(g), list(g)
def evens():
    n = 0
    while True:
        yield n
        n += 2
e = evens()
c.T.c = [next(e) for _ in range(3)]
from itertools import islice
c.T.d = list(islice(evens(), 4)), [x for x, _ in zip(evens(), range(3))]
### decorators of one's own
def twice(f):
    def g(*a, **k):
        return [f(*a, **k), f(*a, **k)]
    return g
def tag(t):
    def deco(f):
        return lambda *a: (t, f(*a))
    return deco
@twice
def f(x): return x + 1
@tag("t")
@twice
def h(x): return x
c.T.a = f(1), h(2)
### decorators of the standard library
import functools
@functools.lru_cache(maxsize=None)
def f(n): return n * 2
def deco(g):
    @functools.wraps(g)
    def inner(*a): return g(*a) + 1
    return inner
@deco
def h(x):
    "doc"
    return x
c.T.a = f(4), f(4), h(1), h.__name__, h.__doc__
p = functools.partial(int, base=2)
c.T.b = p("101"), functools.reduce(lambda a, b: a + b, [1, 2, 3]), functools.reduce(lambda a, b: a * b, [], 1)
### doc strings and annotations
def f(a: int, *b: str, c_: "x" = None, **d: dict) -> list[int]:
    """Doc."""
    return [a]
c.T.a = f(1), f.__doc__
from typing import Any, Optional, Union, List
x: Optional[List[Any]] = None
def g(x: Union[int, str] = 1) -> "Any": return x
c.T.b = g(), x
### functions as values
def f(x): return x + 1
ops = {"inc": f, "neg": lambda x: -x, "str": str, "len": len}
c.T.a = {k: ops[k](v) for k, v in [("inc", 1), ("neg", 2), ("str", 3), ("len", "abcd")]}, callable(f), callable(1), f is ops["inc"]
g = f
c.T.b = g(1), [h(2) for h in (f, g)], (f or None)(3)
### a function that changes what it is given
def add_role(roles, name, *scopes, **more):
    roles.append({"name": name, "scopes": list(scopes), **more})
    return roles
rs = []
add_role(rs, "a", "self")
add_role(rs, "b", "x", "y", users=["u"])
c.JupyterHub.load_roles = rs
### functions with the config
def configure(c, extra):
    c.JupyterHub.load_groups = {"g": extra}
    c.T.a = extra
configure(c, ["u"])
def also():
    c.T.b = 1
    cfg = get_config()
    cfg.T.d = 2
also()
### scoping of comprehensions in functions
x = "outer"
def f(items):
    x = "f"
    ys = [(x, i) for i in items]
    zs = [x for x in items]
    return ys, zs, x
c.T.a = f([1, 2]), x
### try in functions
def f(d, k):
    try:
        return d[k]
    except KeyError:
        return "none"
    finally:
        d["seen"] = True
d = {"a": 1}
c.T.a = f(d, "a"), f(d, "b"), d
def g():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: return i
        finally:
            log.append(i)
log = []
c.T.b = g(), log
### star arguments in calls
def f(*a, **k): return a, k
c.T.a = f(*[1], 2, *(3,)), f(**{"a": 1}, b=2), f(*"ab", **dict(z=1)), f(*{}), f(*range(2), x=0), print(*[1, 2]) 
### mutual recursion and late names
def even(n): return n == 0 or odd(n - 1)
def odd(n): return n != 0 and even(n - 1)
c.T.a = even(10), odd(7)
### name resolution at call time
def f(): return later + 1
later = 4
c.T.a = f()
later = 9
c.T.b = f()
### nested functions three deep
def a(x):
    def b(y):
        def d(z): return [x, y, z]
        return d
    return b
c.T.a = a(1)(2)(3)
### returning several values
def f(): return 1, [2], {"k": 3}
x, y, z = f()
c.T.a = x, y, z, f()[1], f()
### async functions parse and are never run
import asyncio
async def hook(spawner):
    async with x as y:
        await z
    async for a in b:
        pass
    return [i async for i in q]
c.Spawner.pre_spawn_hook = hook
c.T.a = hook.__name__
### functions that remember
import functools
n = []
@functools.cache
def f(x):
    n.append(x)
    return [x]
f(1).append(2)
f(1)
f(2)
c.T.a = n, f(1), f(1) is f(1)
class A:
    @functools.cached_property
    def l(self):
        n.append("p")
        return []
a = A()
a.l.append(1)
a.l.append(2)
c.T.b = a.l, n
a.l = 5
c.T.d = a.l
@functools.lru_cache(maxsize=2)
def g(x=1):
    n.append("g")
    return x
g()
g()
c.T.e = g(), len(n)
