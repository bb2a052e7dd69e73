c.JupyterHub.load_roles = [  ### "error unclosed-bracket: this '[' is never closed"
    {"name": "reader", "scopes": ["read:users"]},

c.JupyterHub.admin_access = True
---
c.JupyterHub.load_roles = [{"name": "reader", "scopes": ["read:users"]]  ### "error mismatched-bracket: this ']' can't close the '{' opened on line 1"
c.X.y = 1
---
x = 1)  ### "unmatched-bracket"
---
c.JupyterHub.services = [{"name": <service_name>}]  ### "placeholder: a placeholder" ### "put a real name, in quotes, in place of the placeholder <service_name>"
---
x = "abc
y = 1  ###^ "unterminated-string: this string is not closed on its line"
---
x = """abc
y = 1  ###^ "this triple-quoted string is never closed"
---
x = ["a" b]  ### "syntax-error: expected ']' or a comma" ### "perhaps a comma is missing before it"
---
x = {"name" = "a"}  ### "':' stands between a dict's key and value"
---
if x = 1:  ### "'==' compares"
    y = 2
---
def f():
x = 1  ### "missing-block: expected an indented block after 'def'"
---
x = 1
  y = 2  ### "bad-indentation: this line is indented without reason"
z = 3
---
if True:
        x = 1
    y = 2  ### "bad-indentation: this line is indented less than its block, but not as any block around it"
---
if True:
	x = 1
        y = 2  ### "mixed-tabs"
---
print "hello"  ### "write print(…)"
---
x = “quoted”  ### "write straight quotes"
---
x = 5 $ 3  ### "unexpected-character: the character '$'"
---
f() = 1  ### "bad-target: nothing can be assigned to the result of a call"
---
"a" = 1  ### "nothing can be assigned to a literal"
---
x = 012  ### "bad-number: a whole number can't begin with a zero"
---
x = 1abc  ### "bad-number: this is neither a number nor a name"
---
x = f"{a"
y = 1  ###^ "unterminated-f-string"
---
x = f"}"  ### "f-string-brace: a single '}'"
---
x = f"{}"  ### "the braces of an f-string hold nothing"
---
x = "\xg1"  ### "bad-escape"
---
return 5  ### "`return` stands outside a function"
---
class = 5  ### "syntax-error: expected the class's name"
---
x = 1 if 2  ### "expected 'else' in a conditional expression"
---
try:  
    x = 1
y = 2  ### "expected 'except' or 'finally' after a 'try' block"
---
else if x:  ### "syntax-error"
    pass
---
if c:
    pass
else if x:  ### "write elif"
    pass
---
for x in [1]
    pass  ###^ "expected ':' after 'for'"
---
x = [1, 2
y.z = 3  ###^ "unclosed-bracket"
def f(:  ### "a parameter's name" ### "unclosed-bracket"
    pass
z = (1,  ### "unclosed-bracket"
---
x = lambda: (yield)
async def f():
    await g(x)
    async with a as b, c as d:
        return [i async for i in b]
---
\ x = 1  ### "stray-backslash"
---
x = 1__0  ### "bad-number: an underscore"
---
@f  
x = 1  ### "expected 'def' or 'class' after a decorator"
---
c.JupyterHub.load_roles = [
    {"name": "a", "scopes": ["self"]}
    {"name": "b", "scopes": ["self"]},  ### "perhaps a comma is missing before it"
]
