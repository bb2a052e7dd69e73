c.JupyterHub.load_roles = [  ### "error unclosed-bracket: This '[' is never closed"
    {"name": "reader", "scopes": ["read:users"]},

c.JupyterHub.admin_access = True
---
c.JupyterHub.load_roles = [{"name": "reader", "scopes": ["read:users"]]  ### "error mismatched-bracket: This ']' can't close the '{' opened on line 1"
c.X.y = 1
---
x = 1)  ### "unmatched-bracket"
---
c.JupyterHub.services = [{"name": <service_name>}]  ### "placeholder: A placeholder" ### "put a real name, in quotes, in place of the placeholder <service_name>"
---
x = "abc
y = 1  ###^ "unterminated-string: This string is not closed on its line"
---
x = """abc
y = 1  ###^ "This triple-quoted string is never closed"
---
x = ["a" b]  ### "syntax-error: Here should stand ']' or a comma" ### "perhaps a comma is missing before it"
---
x = {"name" = "a"}  ### "':' stands between a dict's key and value"
---
if x = 1:  ### "'==' compares"
    y = 2
---
def f():
x = 1  ### "missing-block: Here should stand an indented block after 'def'"
---
x = 1
  y = 2  ### "bad-indentation: This line is indented without reason"
z = 3
---
if True:
        x = 1
    y = 2  ### "bad-indentation: This line is indented less than its block, but not as any block around it"
---
if True:
	x = 1
        y = 2  ### "mixed-tabs"
---
print "hello"  ### "write print(…)"
---
x = “quoted”  ### "write straight quotes"
---
x = 5 $ 3  ### "unexpected-character: The character '$'"
---
f() = 1  ### "bad-target: Nothing can be assigned to the result of a call"
---
"a" = 1  ### "Nothing can be assigned to a literal"
---
x = 012  ### "bad-number: A whole number can't begin with a zero"
---
x = 1abc  ### "bad-number: This is neither a number nor a name"
---
x = f"{a"
y = 1  ###^ "unterminated-f-string"
---
x = f"}"  ### "f-string-brace: A single '}'"
---
x = f"{}"  ### "The braces of an f-string hold nothing"
---
x = "\xg1"  ### "bad-escape"
---
return 5  ### "`return` stands outside a function"
---
class = 5  ### "syntax-error: Here should stand the class's name"
---
x = 1 if 2  ### "Here should stand 'else' in a conditional expression"
---
try:  
    x = 1
y = 2  ### "Here should stand 'except' or 'finally' after a 'try' block"
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
    pass  ###^ "Here should stand ':' after 'for'"
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
x = 1__0  ### "bad-number: An underscore"
---
@f  
x = 1  ### "Here should stand 'def' or 'class' after a decorator"
---
c.JupyterHub.load_roles = [
    {"name": "a", "scopes": ["self"]}
    {"name": "b", "scopes": ["self"]},  ### "perhaps a comma is missing before it"
]
