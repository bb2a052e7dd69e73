### reading text
#| {"reads": {"users.txt": "ann\nbo\n\ncy\n", "one.txt": "x"}}
with open("users.txt") as f:
    lines = f.readlines()
with open("users.txt", "r", encoding="utf-8") as f:
    text = f.read()
users = [l.strip() for l in open("users.txt") if l.strip()]
c.T.a = lines, text, users, open("one.txt").read(), open("users.txt").read().split()
with open("users.txt") as f:
    first = f.readline()
    rest = f.read()
    c.T.b = first, rest, f.read(), f.readline()
with open("one.txt") as a, open("users.txt") as b:
    c.T.d = a.read() + b.readline()
with open("users.txt") as f:
    next(f)
    c.T.e = [line.rstrip("\n") for line in f]
f = open("one.txt")
c.T.f = f.read().splitlines()
f.close()
### pathlib reads
#| {"reads": {"data/a.txt": "one\ntwo", "b.json": "{\"k\": [1]}"}}
from pathlib import Path
import json
p = Path("data") / "a.txt"
c.T.a = p.read_text(), p.read_text().splitlines(), json.loads(Path("b.json").read_text()), p.exists(), p.is_file(), Path("b.json").read_bytes().decode()
with p.open() as f:
    c.T.b = f.read()
with open(p) as f:
    c.T.d = list(f)
### yaml
#| {"reads": {"r.yaml": "teachers: [ann, bo]\nstudents:\n  - cy\n  - dee\nn: 3\nyes_no: yes\nempty:\ntext: |\n  a\n  b\nf: 1.5\n"}}
import yaml
with open("r.yaml") as f:
    data = yaml.safe_load(f)
c.T.a = data
c.JupyterHub.load_groups = {k: {"users": v} for k, v in data.items() if isinstance(v, list)}
c.T.b = yaml.safe_load("a: {b: [1, x]}"), yaml.safe_load(""), yaml.safe_load("- 1\n- [2]"), yaml.safe_load("x"), yaml.safe_load("3"), yaml.safe_load("~")
### yaml scalars as PyYAML reads them
import yaml
c.T.a = yaml.safe_load("[on, off, Yes, NO, y, 0o17, 017, 0x1f, 1_000, 1:30, 1e3, 1.0e+3, .5, .inf, 'a', null, Null, ~, true, 2024-1, 1.2.3, +1, -2, 0b11, '', \"b\\n\"]")
c.T.b = yaml.safe_load("a: &x [1]\nb: *x\nc:\n  <<: {d: 1, e: 2}\n  e: 3\n")
c.T.d = yaml.safe_load("k: >\n  folded\n  text\nj: |-\n  kept\n  lines\n1: int key\ntrue: bool key\n")
### json files
#| {"reads": {"g.json": "{\"a\": [\"x\"], \"n\": 1.5, \"b\": null}"}}
import json
with open("g.json") as f:
    g = json.load(f)
c.T.a = g, g["a"][0], g.get("zz", {}), list(g)
c.T.b = json.load(open("g.json"))["n"]
### a sub-config
#| {"reads": {"sub.py": "c.JupyterHub.load_roles = [{'name': 'sub'}]\nx = 5\nc.T.a = __file__.endswith('sub.py')\n"}}
load_subconfig("sub.py")
c.T.b = "x" in globals()
c.JupyterHub.load_roles.append({"name": "main"})
### a sub-config has a config of its own, merged in at its end
#| {"reads": {"sub.py": "c.JupyterHub.load_roles.append({'name': 'sub'})\nc.JupyterHub.port = 2\nc.T.a = 'ip' in c.JupyterHub\nc.T.l = [9]\n"}}
c.JupyterHub.load_roles = [{"name": "main"}]
c.JupyterHub.port = 1
c.JupyterHub.ip = "x"
c.T.l = [1]
load_subconfig("sub.py")
### a sub-config that is not there is passed over
import os
if os.path.exists("nonesuch.py"):
    load_subconfig("nonesuch.py")
c.T.a = 1
### exec of a file
#| {"reads": {"more.py": "roles.append({'name': 'b'})\nc.T.b = len(roles)\ny = 3\n"}}
roles = [{"name": "a"}]
exec(open("more.py").read())
c.T.a = roles, y
with open("more.py") as f:
    exec(compile(f.read(), "more.py", "exec"))
c.T.d = len(roles)
exec("z = y + 1")
c.T.e = z
### exec with namespaces
ns = {}
exec("a = 1\nb = a + 1", ns)
c.T.a = ns["a"], ns["b"]
loc = {}
exec("k = [q]", {"q": 5}, loc)
c.T.b = loc
### eval of text
n = 3
c.T.a = eval("n + 1"), eval("[x for x in range(2)]"), eval("{'a': 1}")
import ast
c.T.b = ast.literal_eval("[1, 'a', None]"), ast.literal_eval("{'k': (1,)}")
### a module of one's own
#| {"reads": {"mymod.py": "ROLES = [{'name': 'm'}]\ndef role(n):\n    return {'name': n}\n_hidden = 1\n"}}
import mymod
from mymod import ROLES, role
c.T.a = mymod.ROLES, role("x"), ROLES is mymod.ROLES, mymod.__name__
from mymod import *
c.T.b = role("y")
import mymod as mm
c.T.d = mm.role("z")
### csv
#| {"reads": {"u.csv": "name,group\nann,a\nbo,b\n"}}
import csv
with open("u.csv") as f:
    rows = list(csv.DictReader(f))
with open("u.csv", newline="") as f:
    raw = [r for r in csv.reader(f)]
c.T.a = [dict(r) for r in rows], raw, {r["group"]: {"users": [r["name"]]} for r in rows}
### several files share c
#| {"files": [{"name": "jupyterhub_config.py", "text": "c.T.a = [1]\nx = 1\n"}, {"name": "second.py", "text": "c.T.a.append(2)\nc.T.b = 'x' in globals()\nc.T.d = __file__.endswith('second.py')\n"}]}
c.unused = 1
### writing is no reading
import os, tempfile
with open(os.devnull, "w") as f:
    f.write("x")
    print("y", file=f)
c.T.a = "written"
### path of the file next to this one
#| {"reads": {"groups.yaml": "a: [x]\n"}}
import os, yaml
from pathlib import Path
here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "groups.yaml")) as f:
    c.T.a = yaml.safe_load(f)
c.T.b = yaml.safe_load((Path(__file__).parent / "groups.yaml").read_text())
c.T.d = yaml.safe_load(Path(__file__).resolve().with_name("groups.yaml").open())
### parts of a file
#| {"reads": {"users": "añb\ncy\ndee\n"}}
f = open("users")
c.T.a = f.read(2), f.readline(), f.read(), f.read()
f.seek(0)
c.T.b = f.read(), [line for line in open("users", encoding="utf-8")]
### a file with a mark of its order of bytes
#| {"reads": {"users": "\ufeffann\nbo"}}
c.T.a = open("users", encoding="utf-8-sig").read(), open("users", encoding="utf-8").read().split()
### ends of lines as they stand (unknown)
#| {"reads": {"users": "ann\r\nbo\r"}}
c.T.a = open("users", newline="").read()
c.T.b = open("users", encoding="latin-1").read()
### a file of bytes, with its ends of lines
#| {"reads": {"users": "ann\r\nbo"}}
c.T.a = open("users", "rb").read().decode()
### JSON with numbers that are none (unknown)
import json
c.T.a = json.loads("[NaN, -Infinity]")
### variables that are taken away, and what the environment holds
#| {"environment": {"A": "x", "D": "y"}}
import os
del os.environ["A"]
c.T.a = os.environ.get("A", "gone"), os.getenv("A"), "A" in os.environ
os.environ |= {"B": "1"}
c.T.b = os.environ["B"], os.environ.pop("D")
try: os.environ["D"]
except KeyError: c.T.d = 1
try: os.environ["B"] = 5
except TypeError: c.T.e = 1
### a walk over the environment (unknown)
#| {"environment": {"A_1": "x", "A_2": "y"}}
import os
c.T.a = sorted(k for k in os.environ if k.startswith("A_"))
