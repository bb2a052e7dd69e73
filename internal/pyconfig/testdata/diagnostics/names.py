c.JupyterHub.load_roles = my_roles  ### "question undefined-name: nothing in this config defines the name my_roles"
c.X.y = my_roles
---
admins = ["a"]
c.X.y = amdins  ### "did you mean admins?"
---
def never_called():
    return not_there
---
try:
    c
except NameError:
    c = get_config()
c.X.y = 1
---
try:
    secret = get_secret_value("x")
except NameError:
    secret = None
c.X.y = secret
---
def f():
    print(x)  ### "error python-unbound-local-error: UnboundLocalError: the name x is used before this function assigns it"
    x = 1
f()
---
from somewhere import *
c.X.y = from_there
---
def configure(c):  ### "uncalled-configure: the function configure takes the config and is never called here"
    c.JupyterHub.load_roles = []
---
class S(Spawner_of_ours):  ### "undefined-name"
    async def start(self):
        return await whatever()
