### appended to a trait that was never assigned
c.JupyterHub.load_roles.append({"name": "a", "scopes": ["self"]})
c.JupyterHub.load_roles.append({"name": "b", "scopes": []})
c.JupyterHub.services.extend([{"name": "s"}])
c.JupyterHub.services.extend(({"name": "t"},))
c.Spawner.args.prepend(["--first"])
c.Spawner.args.append("--last")
c.Spawner.args.prepend(["--zero", "--half"])
c.Spawner.args.insert(1, "--in")
### updates of sets and dicts
c.Authenticator.admin_users.add("ann")
c.Authenticator.admin_users.update({"bo"})
c.Authenticator.admin_users.update(["cy"])
c.JupyterHub.load_groups.update({"g": {"users": ["a"]}})
c.JupyterHub.load_groups.update({"h": []})
c.Spawner.environment.update({"A": "1"})
c.Spawner.environment.update(B="2") if False else None
### a lazy value is true, and no list
r = c.JupyterHub.load_roles
c.T.a = bool(r), not r, isinstance(r, list), r is c.JupyterHub.load_roles, r is None, type(r).__name__
if not c.JupyterHub.services:
    c.JupyterHub.services = []
c.T.b = "kept"
### += on a lazy value
try:
    c.JupyterHub.services += [{"name": "s"}]
except TypeError:
    c.T.a = "refused"
try:
    c.JupyterHub.load_groups["g"] = []
except TypeError:
    c.T.b = "refused"
try:
    for x in c.JupyterHub.load_roles: pass
except TypeError:
    c.T.d = "refused"
try:
    len(c.JupyterHub.load_roles)
except TypeError:
    c.T.e = "refused"
try:
    c.JupyterHub.load_roles[0]
except TypeError:
    c.T.f = "refused"
try:
    c.JupyterHub.load_roles.sort()
except AttributeError:
    c.T.g = "refused"
### assigned, then changed in place
c.JupyterHub.load_roles = []
c.JupyterHub.load_roles += [{"name": "a"}]
c.JupyterHub.load_roles.append({"name": "b"})
c.JupyterHub.load_roles.insert(0, {"name": "z"})
c.JupyterHub.load_groups = {}
c.JupyterHub.load_groups["g"] = {"users": []}
c.JupyterHub.load_groups["g"]["users"].append("ann")
c.Authenticator.admin_users = set()
c.Authenticator.admin_users.add("ann")
c.Authenticator.admin_users |= {"bo"}
### appended, then assigned: what was appended is lost
c.JupyterHub.load_roles.append({"name": "lost"})
c.JupyterHub.load_roles = [{"name": "kept"}]
c.JupyterHub.services = [{"name": "lost"}]
c.JupyterHub.services = [{"name": "kept"}]
### one list under two names
c.JupyterHub.load_roles = roles = []
roles.append({"name": "a"})
c.Authenticator.admin_users = admin = set()
admin.add("ann")
shared = []
c.T.a = shared
c.T.b = shared
c.T.a.append(1)
### an extended list is not copied, an update is
l = [1]
c.T.a.extend(l)
l.append(2)
d = {"a": 1}
c.T.b.update(d)
d["b"] = 2
x = [0]
c.T.d.append(x)
x.append(1)
s = {"q": []}
c.T.e.update(s)
s["q"].append(1)
### sections by item and by name
c["JupyterHub"]["load_roles"] = []
c["JupyterHub"].load_groups = {"a": []}
setattr(c.JupyterHub, "services", [])
c.JupyterHub["bind_url"] = "http://:8000"
name = "Spawner"
c[name].cmd = ["x"]
getattr(c, "Authenticator").allow_all = True
h = c.JupyterHub
h.port = 9000
c.T.a = "JupyterHub" in c, "Other" in c, "port" in c.JupyterHub, "ip" in c.JupyterHub, c.JupyterHub.port, c["JupyterHub"]["port"], "JupyterHub.port" in c
### config methods
c.JupyterHub.update({"port": 1, "ip": "x"})
c.JupyterHub.update(hub_ip="y")
c.T.a = c.JupyterHub.get("port"), c.JupyterHub.get("nonesuch"), c.JupyterHub.get("zz", 5), c.JupyterHub.setdefault("port", 9), c.JupyterHub.setdefault("base_url", "/"), c.JupyterHub.pop("ip"), sorted(c.JupyterHub.keys()), dict(c.JupyterHub), len(c.JupyterHub)
for k, v in {"a": 1, "b": 2}.items():
    c.U[k] = v
c.T.b = list(c.U.items())
### merging configs
from traitlets.config import Config
more = Config()
more.JupyterHub.load_roles = [{"name": "a"}]
more.JupyterHub.services.append({"name": "s"})
c.JupyterHub.services = [{"name": "first"}]
c.merge(more)
c.merge(Config({"Spawner": {"cmd": ["x"]}}))
c.merge({"Foo": Config(a=1)})
### deeper sections
c.Foo.Bar.baz = 1
c.Foo.qux = 2
c.T.a = c.Foo.Bar.baz
c.Foo.Bar.list.append(1)
### reading a value that was set
c.JupyterHub.port = 8000
c.T.a = c.JupyterHub.port + 1
c.JupyterHub.bind_url = f"http://:{c.JupyterHub.port}"
roles = c.JupyterHub.load_roles
c.JupyterHub.load_roles = [1]
roles.append(2)
c.T.b = c.JupyterHub.load_roles
### lazy values that nothing was done to
c.JupyterHub.load_roles
x = c.Spawner.cmd
c.T.a = hasattr(c.JupyterHub, "services"), hasattr(c.JupyterHub, "_x")
### lazy update from pairs and strings
c.T.a.update("ab")
c.T.b.extend("ab")
c.T.d.update([("a", 1)])
c.T.e.update({1, 2})
c.T.e.add(3)
c.T.f.prepend("xy")
### a lazy value under another name
roles = c.JupyterHub.load_roles
roles.append({"name": "a"})
def add(target): target.append({"name": "b"})
add(c.JupyterHub.load_roles)
for r in ("c", "d"):
    roles.append({"name": r})
c.T.a = c.JupyterHub.services
### a lazy value assigned elsewhere
c.JupyterHub.services.append({"name": "x"})
c.T.b = c.JupyterHub.services
c.JupyterHub.services.append({"name": "y"})
### functions that take a section
def setup(section, n):
    section.mem_limit = f"{n}G"
    section.environment.update({"N": str(n)})
setup(c.Spawner, 2)
with_kw = dict(ip="0.0.0.0", port=1)
for k, v in with_kw.items():
    setattr(c.JupyterHub, k, v)
### sections that begin with a small letter
try:
    c.myauth.x = 1
except AttributeError:
    c.T.a = "refused"
### a config that is updated takes sections as they are
from traitlets.config import Config
c.A.x = 1
c.B.x = [1]
d = Config()
d.A.y = 2
d.D.z = 1
c.update(d)
d.D.w = 5
c.B.update({"q": 1})
c.T.a = list(c.A), "x" in c.A, isinstance(c.A, dict), isinstance(c.A, list)
### a config that is merged shares sections that there were not
from traitlets.config import Config
c.A.x = 1
d = Config()
d.A.y = 2
d.D.z = 1
c.merge(d)
d.D.w = 5
d.A.k = 5
### copies of a config
import copy
c.A.x = [1]
c.A.n = {"a": [1]}
d = copy.deepcopy(c)
d.A.x.append(2)
d.A.n["a"].append(2)
d.A.q = 5
e = copy.copy(c)
e.A.r = 1
e.Z.r = 1
f = c.copy()
f.A.t = 1
f.Y.t = 1
c.T.a = d.A.x, d.A.n, list(d.A), list(e.A)
### a section in itself (unknown)
from traitlets.config import Config
d = Config()
d.A.x = 1
d.A.update({"B": d.A})
c.T.a = 1
