c.JupyterHub.load_groups = {"instructors": ["instructor1" "grader101"]}  ### "advice joined-strings: strings that stand side by side without a comma are one string: \"instructor1grader101\""
---
x = {
    "description": "A long sentence that goes on "
                   "in the next line",
    "users": "a" "b",  ### "joined-strings"
}
y = ("one two "
     "three")
---
users = [
    "alice"  ### "joined-strings"
    "bob",
]
---
r = {"name": "a", "users": ["x"], "users": ["y"]}  ### "advice duplicate-key: this dict has the key \"users\" twice"
---
exec(open("/etc/jupyterhub/more.py").read())  ### "config-handed-over: what the code that exec() runs does with the config is not known" ### "question unread-file: the file \"/etc/jupyterhub/more.py\" is not given"
---
load_subconfig("more.py")  ### "unread-subconfig: the sub-config \"more.py\" is not given: it may assign any trait"
---
from our_package import configure
configure(c)  ### "config-handed-over: what our_package.configure() does with the config is not known"
---
import os
if os.path.exists("/srv/x"):
    log = "unread things that no setting hangs on are silent"
from foo import bar
bar(1).baz["x"] = 2
del bar
