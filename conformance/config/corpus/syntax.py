### an unclosed bracket
x = [1, 2
y = 3
### a missing comma
c.JupyterHub.load_roles = [
    {"name": "a"}
    {"name": "b"},
]
### a missing colon
if True
    x = 1
### an unclosed string
x = "abc
y = 1
### an unclosed triple quote
x = """abc
y = 1
### an odd indent
x = 1
  y = 2
### an indent that was never opened
if True:
    x = 1
  y = 2
### a block that is missing
for x in []:
y = 1
### assignment to a literal
1 = x
### assignment to a call
f() = 1
### a keyword as a name
class = 5
### return outside a function
return 1
### break outside a loop
break
### a wrong closing bracket
x = (1, 2]
### a closing bracket too many
x = 1)
### two names
x = a b
### print as a statement
print "hello"
### a dict with =
d = {"a" = 1}
### a colon in a list
l = [1: 2]
### positional after keyword
f(a=1, 2)
### the same parameter twice
def f(a, a): pass
### a default before none
def f(a=1, b): pass
### a bad f-string
x = f"{"
### an empty f-string field
x = f"{}"
### a lone brace in an f-string
x = f"a}b"
### a number with a letter
x = 12abc
### a leading zero
x = 012
### a question mark
x = 1 ? 2
### a dollar
x = $HOME
### tabs and blanks
if True:
	x = 1
        y = 2
### a placeholder
c.JupyterHub.load_roles = [{"name": <name>}]
### else without if
else:
    x = 1
### except without try
except ValueError:
    pass
### try without except
try:
    x = 1
y = 2
### del of a literal
del 5
### a star alone
x = *a
### walrus at the top
x := 5
### nonlocal at the top
nonlocal x
### global after use
def f():
    x = 1
    global x
### await outside
x = await y
### a curly quote
x = “abc”
### a non-breaking blank
x = 1
### an arrow
x -> 5
### increments
x = 1
x++
### null
x = {"a": null
### smart dash
x = 5 – 3
### yield outside
yield 1
### keyword repeated
f(a=1, a=2)
### lambda with a statement
f = lambda: return 1
### import of nothing
import
### from without import
from os
### a backslash at the end of a line with a blank
x = 1 + \ 
    2
### bytes with other letters
x = b"é"
### a bad escape of a name
x = "\N{NONESUCH NAME}"
### a short hex escape
x = "\x1"
### octal like Python 2
x = 0777
### exec like Python 2
exec "x = 1"
### unindent inside brackets is fine but this is not
x = [
1,
2
y = 1
### a decorator on nothing
@foo
x = 1
### not equal like Python 2
x = 1 <> 2
### backticks
x = `1`
### raise with a comma
raise ValueError, "x"
### except with a comma
try:
    pass
except ValueError, e:
    pass
### assignment in a condition
if x = 1:
    pass
### unfinished attribute
x = c.
### unfinished call
x = f(1,
### mixed bytes and strings
x = b"a" "b"
### set and dict mixed
x = {1: 2, 3}
### star star in a list
x = [**a]
### conditional without else
x = 1 if True
### a walrus in a comprehension in a class
class A:
    names = [(last := name) for name in ["ann"]]
### a walrus in a lambda in a comprehension in a class
class A:
    names = [(lambda: (last := 1))() for name in ["ann"]]
c.T.a = A.names
### a walrus takes the name of the loop
c.T.a = [[(name := 1) for other in "ab"] for name in "cd"]
### a walrus takes the name of an inner loop
c.T.a = [x for x in "ab" if (y := x) for y in "cd"]
### a walrus inside an f-string takes the name of the loop
c.T.a = [f"{(x := 1)}" for x in "ab"]
### the same name in a lambda's walrus
c.T.a = [(lambda: (x := 1))() for x in "ab"]
### two stars
*a, *b = [1]
### a star alone on the left
*a = [1]
