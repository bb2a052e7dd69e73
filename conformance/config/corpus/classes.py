### a class with methods
class Role:
    kind = "role"
    def __init__(self, name, scopes=()):
        self.name = name
        self.scopes = list(scopes)
    def as_dict(self): return {"name": self.name, "scopes": self.scopes}
    def add(self, s):
        self.scopes.append(s)
        return self
r = Role("a", ["x"]).add("y")
c.JupyterHub.load_roles = [r.as_dict(), Role("b").as_dict()]
c.T.a = r.kind, Role.kind, r.name, isinstance(r, Role), type(r) is Role, type(r).__name__, r.__class__.__name__
### inheritance
class A:
    x = 1
    def who(self): return "A"
    def call(self): return self.who()
class B(A):
    y = 2
    def who(self): return "B" + super().who()
class D(B):
    def __init__(self, n):
        super().__init__()
        self.n = n
d = D(5)
c.T.a = B().call(), d.x, d.y, d.n, isinstance(d, A), issubclass(D, A), issubclass(A, D), D.__mro__[1].__name__, D.__bases__ == (B,), A.who(d)
### class attributes and instance attributes
class A:
    items = []
    n = 0
a, b = A(), A()
a.items.append(1)
a.n = 5
A.z = "late"
c.T.a = b.items, b.n, A.n, a.n, a.z, hasattr(a, "z"), getattr(a, "q", None)
del a.n
c.T.b = a.n
### properties, static and class methods
class A:
    base = "b"
    def __init__(self): self._x = 1
    @property
    def x(self): return self._x
    @x.setter
    def x(self, v): self._x = v * 2
    @staticmethod
    def s(a, b=2): return a + b
    @classmethod
    def make(cls, v):
        o = cls()
        o._x = v
        return o
a = A()
a.x = 5
c.T.a = a.x, A.s(1), a.s(1, 1), A.make(7).x
### special methods
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
    def __add__(self, o): return V(self.v + o.v)
    def __len__(self): return self.v
    def __bool__(self): return self.v > 1
    def __getitem__(self, i): return [self.v, i]
    def __contains__(self, x): return x == self.v
    def __call__(self, x=0): return self.v + x
    def __str__(self): return f"V{self.v}"
    def __repr__(self): return f"V({self.v})"
    def __iter__(self): return iter([self.v] * 2)
    def __hash__(self): return self.v
    def __format__(self, spec): return f"<{self.v}:{spec}>"
a, b = V(1), V(2)
c.T.a = a == V(1), a == b, a < b, (a + b).v, len(b), bool(a), bool(b), a["k"], 1 in a, b(5), str(a), repr(b), f"{a!s} {a!r}", list(b), [x.v for x in sorted([b, a])], "yes" if b else "no", f"{a:x}"
c.T.b = a != b, [str(x) for x in (a, b)], "%s" % a
### hashes and attributes as a dict (unknown)
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __hash__(self): return self.v
a, b = V(1), V(2)
c.T.a = {a: 1}[V(1)], len({a, V(1), b})
c.T.b = vars(a), a.__dict__
### dataclasses
from dataclasses import dataclass, field, asdict
@dataclass
class R:
    name: str
    scopes: list = field(default_factory=list)
    n: int = 3
r = R("a")
r.scopes.append("x")
c.T.a = r.name, r.scopes, r.n, asdict(r), R("b", ["y"], n=1) == R("b", ["y"], 1), R("z").scopes
### enums
from enum import Enum
class Kind(str, Enum):
    A = "a"
    B = "b"
class N(Enum):
    ONE = 1
    TWO = 2
c.T.a = Kind.A == "a", Kind.B.value, N.ONE.value, N.TWO.name, [k.value for k in Kind], N(1) is N.ONE, Kind("b").name
### a spawner of one's own
from jupyterhub.spawner import LocalProcessSpawner
class MySpawner(LocalProcessSpawner):
    default = "x"
    def start(self):
        self.cmd = ["a"]
        return super().start()
c.JupyterHub.spawner_class = MySpawner
c.T.a = MySpawner.__name__
c.MySpawner.cmd = ["b"]
### an authenticator of one's own
from jupyterhub.auth import Authenticator
class MyAuth(Authenticator):
    async def authenticate(self, handler, data):
        return data["username"]
c.JupyterHub.authenticator_class = MyAuth
c.MyAuth.allowed_users = {"ann"}
c.Authenticator.admin_users = {"bo"}
### classes as namespaces
class Cfg:
    a = 1
    b = [a, 2]
    c = {"k": b}
    def f(x): return x
    d = f(5)
    for i in range(2):
        pass
c.T.a = Cfg.a, Cfg.b, Cfg.c, Cfg.d, Cfg.i
class Outer:
    class Inner:
        v = 7
c.T.b = Outer.Inner.v
### exceptions of one's own
class ConfigError(ValueError):
    def __init__(self, msg, code=1):
        super().__init__(msg)
        self.code = code
try:
    raise ConfigError("bad", code=3)
except ValueError as e:
    c.T.a = str(e), e.code, isinstance(e, ConfigError), e.args, type(e).__name__
### context managers of one's own
class M:
    def __enter__(self):
        log.append("in")
        return self
    def __exit__(self, t, v, tb):
        log.append(t.__name__ if t else None)
        return t is ValueError
log = []
with M() as m:
    log.append("body")
with M():
    raise ValueError
c.T.a = log, m.__class__ is M
from contextlib import contextmanager, suppress
@contextmanager
def cm(x):
    log.append("enter")
    yield x + 1
    log.append("exit")
with cm(1) as v, suppress(KeyError):
    {}["x"]
c.T.b = v, log
### slots of dynamic attributes
class O: pass
o = O()
setattr(o, "x", 1)
for k, v in {"a": 1, "b": 2}.items():
    setattr(o, k, v)
c.T.a = o.x, getattr(o, "a") + o.b, hasattr(o, "c")
delattr(o, "x")
c.T.b = hasattr(o, "x")
from types import SimpleNamespace
n = SimpleNamespace(a=1, b=[2])
n.c = 3
c.T.c = n.a, n.b, n.c
### subclasses are told of
seen = []
class Base:
    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        seen.append((cls.__name__, tag))
class X(Base, tag=1): pass
class Y(X): pass
c.T.a = seen
### attributes by __dict__ (unknown)
class B:
    x = 1
    def __init__(self, **kw):
        self.y = 0
        self.__dict__.update(kw)
c.T.a = B(x=2, y=3, z=4).z, B(x=2, y=3).x, B(x=2, y=3).y
### attributes set behind one's own __setattr__
class B:
    def __setattr__(self, n, v): super().__setattr__(n, v + 1)
b = B()
b.x = 1
c.T.a = b.x
### types of types
c.T.a = isinstance(int, type), type(type).__name__, type(str).__name__, type(len).__name__, str(int), repr(frozenset()), repr(frozenset([1]))
### copies of objects
import copy
class A: pass
a = A()
a.x, a.y = [1], 1
b = copy.copy(a)
b.y = 2
b.x.append(3)
d = copy.deepcopy(a)
d.x.append(9)
c.T.a = a.x, a.y, d.x
### objects that are made by __new__ (unknown)
class A:
    def __new__(cls, *a):
        o = super().__new__(cls)
        o.z = 5
        return o
    def __init__(self, q): self.q = q
c.T.a = A(1).z
### slots (unknown)
class A:
    __slots__ = ("x",)
    def __init__(self): self._y = 1
try: A()
except AttributeError: c.T.a = "slots"
### descriptors (unknown)
class D:
    def __get__(self, o, t=None): return 42
    def __set__(self, o, v): pass
class A: d = D()
a = A()
a.d = 5
c.T.a = a.d, A.d
### an object as an index
class A:
    def __index__(self): return 1
c.T.a = [10, 20][A()], "ab"[A()], list(range(A()))
### methods that are made by a call
class A:
    w = property(lambda self: 5)
    s = staticmethod(lambda: 6)
    k = classmethod(lambda cls: cls.__name__)
    def get(self): return self._x
    def set(self, v): self._x = v + 1
    x = property(get, set)
a = A()
a.x = 1
c.T.a = a.w, a.s(), A.s(), a.k(), A.k(), a.x
