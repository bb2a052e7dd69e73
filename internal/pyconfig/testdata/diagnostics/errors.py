c.JupyterHub.load_roles += [{"name": "a"}]  ### "error python-type-error: TypeError: += does not work on a lazy config value: c.JupyterHub.load_roles was never assigned"
c.X.y = 1
---
c.JupyterHub.load_groups["a"] = []  ### "an item can't be assigned in a lazy config value"
---
for r in c.JupyterHub.load_roles:  ### "a lazy config value can't be iterated"
    pass
---
n = len(c.JupyterHub.services)  ### "was never assigned and has no length"
---
c.JupyterHub.load_roles.remove("x")  ### "has no \"remove\""
---
x = c.JupyterHub.load_roles + []  ### "does not work on a lazy config value"
---
c.JupyterHub = {}  ### "ValueError: the section c.JupyterHub can't be assigned"
---
d = {"teachers": 1}
x = d["teacher"]  ### "python-key-error: KeyError: there is no key 'teacher' here (did you mean \"teachers\"?)"
---
x = [1][5]  ### "python-index-error: IndexError: the list has no element 5"
---
x = "a" + 1  ### "python-type-error: TypeError: the operator + does not work on a str and an int"
y = x
---
x = None
x.append(1)  ### "python-attribute-error: AttributeError: a NoneType has no attribute \"append\""
---
x = []
x.apend(1)  ### "did you mean append?"
---
x = {["a"]: 1}  ### "a list can't be hashed"
---
x = 1 / 0  ### "python-zero-division-error"
---
x = int("abc")  ### "python-value-error: ValueError: \"abc\" is not a whole number"
---
raise RuntimeError("no secret given")  ### "python-runtime-error: RuntimeError: no secret given"
---
import sys
sys.exit(1)  ### "python-system-exit: this ends the Hub's start"
---
def f(a, b):
    return a
f(1)  ### "the call of f does not fit it: it needs b"
---
def f(a):
    return a["x"]  ### "KeyError"
roles = []
f({})
roles.append(1)
c.X.y = roles
---
a, b = [1, 2, 3]  ### "there are 3 values to unpack into 2 names"
---
assert 1 == 2, "no"  ### "python-assertion-error"
---
try:
    {}["x"]
except KeyError:
    pass
c.X.y = 1
---
"{} {}".format(1)  ### "format is given too few values"
---
x = ",".join(["a", 1])  ### "join takes strings only, and this has an int"
---
x = sorted(["a", 1])  ### "so they can't be sorted"
---
5()  ### "an int can't be called"
---
for x in 5:  ### "an int can't be iterated"
    pass
