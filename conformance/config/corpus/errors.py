### a missing key
d = {"a": 1}
x = d["a"]
y = d["b"]
### a missing index
l = [1]
l[3]
### a wrong type
x = 1
c.T.a = [1]
c.T.b = "a" + 1
### a name that is not defined
c.T.a = 1
c.T.b = nonesuch
### a name that comes later
c.T.a = later
later = 1
### an attribute of None
x = {}.get("a")
x.strip()
### an attribute that does not exist
"abc".uper()
### divided by zero
def f(x):
    return 1 / x
c.T.a = f(0)
### raised by the config
import os
if not os.environ.get("NONESUCH"):
    raise RuntimeError("set NONESUCH")
### an assertion
assert isinstance([], dict), "no dict"
### not enough values
a, b = [1]
### too many values
a, b = 1, 2, 3
### unpacking of a number
a, b = 5
### calling what can't be called
x = 5
x()
### missing arguments
def f(a, b): pass
f(1)
### too many arguments
def f(a): pass
f(1,
  2)
### an unexpected keyword
def f(a): pass
f(1, z=2)
### an unhashable key
d = {[1]: 2}
### an unhashable member
s = {1, {}}
### int of text
n = int("eight")
### a string index
"abc"["a"]
### iteration of a number
for x in 5: pass
### a method of a lazy value
c.JupyterHub.load_roles.remove("x")
### += on a lazy value
c.JupyterHub.services += []
### item of a lazy value
c.JupyterHub.load_groups["a"] = 1
### a section assigned
c.JupyterHub = {}
### import of what is not there
import nonesuch_module_abc
### a name that a module lacks
from os import nonesuch_name
### a file that is not there
open("/nonexistent/nonesuch.txt")
### the list has no such value
[1].remove(2)
### a set has no such value
{1}.remove(2)
### comparing what has no order
sorted([1, "a"])
### less than between kinds
x = 1 < "a"
### min of nothing
min([])
### next of nothing
next(iter([]))
### del of an unknown name
del nonesuch
### local before assignment
def f():
    x += 1
x = 1
f()
### exception in a comprehension
x = [int(s)
     for s in ["1", "x"]]
### exception in a multi-line call
dict(
    a=1,
    b={}["x"],
)
### exception in a list over several lines
c.JupyterHub.load_roles = [
    {"name": "a"},
    {"name": undefined_name},
]
### exception of one's own class
class Bad(Exception): pass
raise Bad("x")
### exception inside a nested function
def a():
    b()
def b():
    raise ValueError("deep")
a()
### raise from a handler
try:
    1 / 0
except ZeroDivisionError:
    raise ValueError("v")
### an exception that no handler takes
try:
    {}["a"]
except ValueError:
    pass
### finally runs and the exception goes on
try:
    {}["a"]
finally:
    c.T.a = 1
### sys.exit
import sys
sys.exit(1)
### recursion without end
def f(): return f()
f()
### bad format
"{}".format()
### bad format spec
x = f"{'a':d}"
### percent with too few
"%s %s" % ("a",)
### percent with too many
"%s" % (1, 2)
### an index by float
[1, 2][1.0]
### pop from an empty list
[].pop()
### zero step
[1][::0]
### tuple assignment
t = (1, 2)
t[0] = 5
### star of a number
f = [*5]
### double star of a list
d = {**[1]}
### join of numbers
",".join([1, 2])
### None in arithmetic
import os
n = os.environ.get("NONESUCH_VAR_X") 
m = None + 1
### range of a string
for i in range("3"): pass
### duplicate keyword
def f(**k): pass
f(a=1, **{"a": 2})
### len of a number
len(5)
### environment variable that must be there
import os
x = os.environ["NONESUCH_VAR_Y"]
### insert with a string
c.T.a.insert("x", 1)
### nonlocal changes and errors
def f():
    n = 0
    def g():
        nonlocal n
        n += "a"
    g()
f()
### class body errors
class A:
    x = 1
    y = {}["k"]
### with of a number
with 5 as x: pass
### yaml that is none
import yaml
yaml.safe_load("a: [")
### json that is none
import json
x = json.loads("nope")
### dict of wrong pairs
dict([1, 2])
### extend by a number
[].extend(5)
### update by a number
{}.update(5)
### wrong value for chr
chr(-1)
### string times string
"a" * "b"
### negative of a list
-[1]
### attribute assignment on a list
[].x = 1
### call of a module
import os
os()
### ** of text
2 ** "a"
### in of a number
1 in 5
### split by nothing
"a".split("")
### index of what is not there
"abc".index("z")
### strptime-like failure of int
int("")
### float of text
float("x")
### unhashable set element later
x = set()
x.add([1])
### raise of a class without arguments
raise KeyError
### raise of something else
raise "text"
### exception in a lambda
f = lambda d: d["x"]
f({})
### exception in a default
def f(a={}["z"]): pass
### exception in a decorator
@nonesuch_decorator
def f(): pass
### exception while a generator runs
def g():
    yield 1
    raise ValueError("g")
list(g())
### exception in a sub-config
#| {"reads": {"sub.py": "x = 1\ny = x + ''\n"}}
load_subconfig("sub.py")
### an unhashable key before a value that fails
x = {[]: 1, 2: None.x}
### an unhashable key before a starred one
x = {[]: 1, **None.x}
### an unhashable key after many
x = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9, 10: 10, 11: 11, 12: 12, 13: 13, 14: 14, []: 15, 16: None.x}
### an unhashable key after very many
x = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9, 10: 10, 11: 11, 12: 12, 13: 13, 14: 14, 15: 15, 16: 16, 17: 17, []: 15, 16: None.x}
### an unhashable member before one that fails
x = {[], 1 / 0}
### an unhashable member before a starred one
x = {[], *(1 / 0)}
### an unhashable key on a line of its own
x = {
    "a": 1,
    ["b"]: 2,
}
### an unhashable member in a comprehension
x = {
    v
    for v in
    [[1]]
}
### an unhashable member in a call
x = list(
    set(
        [[1]]))
### an unhashable key that is assigned
x = {}
x[
    [1]] = 2
### an unhashable member in a function
def f():
    return {
        []}
x = [
    f()]
### an unhashable member of an update
x = set()
x |= {1}; x.update(
    [[1]])
### a method takes no arguments by name
seen = {"ann"}
seen.update(k=["bo"])
### a method of a dict takes no default by name
roles = {"ann": 1}
c.T.a = roles.get("bo", default=2)
### an OrderedDict takes a default by name
from collections import OrderedDict
c.T.a = OrderedDict(a=1).pop("b", default=2)
### more arguments than a method has
c.T.a = "ann".upper("x")
### fewer arguments than a method needs
[1].insert(2)
### len of two lists
c.T.a = len([1], [2])
### sorted has no start
c.T.a = sorted([2, 1], start=1)
### a deferred append takes one value
c.L.things.append("a", "b")
### a deferred append by name
c.L.things.append(obj="a")
c.L.things.extend(other=["b"])
### a base for what is no string
c.T.a = int(7, 2)
### a suffix without a dot
from pathlib import Path
c.T.a = str(Path("a.py").with_suffix("txt"))
### a generator that has not begun is sent something
def names():
    yield "ann"
names().send("bo")
### a format that does not fit, in an elif
name = "ann"
wide = [1]
if not name:
    c.T.a = 1
elif (
    "x"
    f"{name:d}"
):
    c.T.a = 2
### a format that does not fit, of a name given in the statement
if (name := "ann") and not (
    f"{name:>{name}}"
):
    c.T.a = 1
### format of several lines
c.T.a = (1,
    format(
        "ann",
        "d"))
### a comprehension does not see its class
class A:
    n = 2
    ys = [x for x in [n]]
    try:
        zs = [n for x in range(2)]
    except NameError:
        zs = "no"
c.T.a = A.ys, A.zs
[][0]
### an argument twice, by a dict
d = {"a": 2}
def f(**kw): return kw
try: f(a=1, **d)
except TypeError: c.T.a = 1
dict(
  **d, a=1)
### arguments whose names are no strings
dict(**{1: 2})
### fields that are numbered by half
c.T.a = 1
"{} {1}".format(1, 2)
### a conversion that there is not
"{0!x}".format(1)
### strings are not summed
sum(["a"], "")
### a default beside several values
max([1], [2], default=3)
### a strict zip of uneven lists
c.T.a = list(zip([1], [2], strict=True))
for x in zip([1], [2, 3], strict=True):
    pass
### a percent sign with a width
"%5%" % ()
