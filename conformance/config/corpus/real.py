### nbgrader: shared lists filled in a loop
c.JupyterHub.load_roles = roles = []
c.JupyterHub.load_groups = groups = {}
c.JupyterHub.services = []
for course in ("course101", "course123"):
    groups[f"formgrade-{course}"] = ["instructor1"]
    groups[f"nbgrader-{course}"] = []
    roles.append({"name": f"formgrade-{course}", "groups": [f"formgrade-{course}"], "scopes": [f"access:services!service={course}"]})
    c.JupyterHub.services.append({"name": course, "url": f"http://127.0.0.1:{9999}", "command": ["jupyterhub-singleuser"], "user": "grader", "oauth_no_confirm": True})
### nbgrader: one service a course with an own port
import sys
port = 9998
for i, course in enumerate(["a", "b"]):
    c.JupyterHub.services.append(dict(name=course, url="http://127.0.0.1:{}".format(port + i), command=[sys.executable, "-m", "x"], environment={"COURSE": course}))
### idle culler
import sys
c.JupyterHub.load_roles = [
    {
        "name": "jupyterhub-idle-culler-role",
        "scopes": [
            "list:users",
            "read:users:activity",
            "read:servers",
            "delete:servers",
            # "admin:users", # if using --cull-users
        ],
        "services": ["jupyterhub-idle-culler-service"],
    }
]
c.JupyterHub.services = [
    {
        "name": "jupyterhub-idle-culler-service",
        "command": [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=3600"],
    }
]
### collaboration accounts
from collections import defaultdict
project_users = {"vox": {"alpha", "beta"}, "medsci": {"gamma"}}
c.JupyterHub.load_groups = {}
c.JupyterHub.load_roles = []
for project_name, users in sorted(project_users.items()):
    group = f"{project_name}-collab"
    user = f"{project_name}-user"
    members = sorted(users)
    c.JupyterHub.load_groups[group] = {"users": members}
    c.JupyterHub.load_groups.setdefault("collaborative", {"users": []})["users"].append(user)
    c.JupyterHub.load_roles.append({"name": f"collab-access-{project_name}", "scopes": [f"access:servers!user={user}", f"admin:servers!user={user}", "admin-ui", f"list:users!user={user}"], "groups": [group]})
def pre_spawn_hook(spawner):
    group_names = {group.name for group in spawner.user.groups}
    if "collaborative" in group_names:
        spawner.args.append("--LabApp.collaborative=True")
c.Spawner.pre_spawn_hook = pre_spawn_hook
### users from the environment
#| {"environment": {"ADMIN_USERS": "ann, bo", "WHITELIST": "cy dee"}}
import os
c.Authenticator.admin_users = {u.strip().lower() for u in os.environ.get("ADMIN_USERS", "").split(",") if u.strip()}
c.Authenticator.allowed_users = set(os.environ["WHITELIST"].split())
c.JupyterHub.load_roles = [{"name": u, "scopes": [f"servers!user={u}"], "users": [u]} for u in sorted(c.Authenticator.allowed_users - c.Authenticator.admin_users)]
### users from the environment, by map and filter
#| {"environment": {"U": "ann,,bo , cy"}}
import os
c.Authenticator.allowed_users = set(filter(len, map(str.strip, os.environ.get("U", "").split(","))))
### a user list file
#| {"reads": {"userlist": "ann admin\nbo\n\n# comment\ncy admin\n"}}
import os
c.Authenticator.allowed_users = allowed = set()
c.Authenticator.admin_users = admin = set()
with open(os.path.join("userlist")) as f:
    for line in f:
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split()
        if len(parts) >= 1:
            name = parts[0]
            allowed.add(name)
            if len(parts) > 1 and parts[1] == "admin":
                admin.add(name)
### z2jh-like extra config
get = lambda k, d=None: {"hub.x": 1}.get(k, d)
c.JupyterHub.services = []
c.JupyterHub.load_roles = []
c.JupyterHub.load_roles += [{"name": "server", "scopes": ["inherit"]}]
if get("hub.x"):
    c.JupyterHub.services.append({"name": "x"})
c.KubeSpawner.profile_list = [{"display_name": "a", "default": True, "kubespawner_override": {"cpu_limit": 1}}]
### roles from a table
TABLE = """
teacher   a,b   read:users,servers
student   c     self
"""
for line in TABLE.strip().splitlines():
    name, users, scopes = line.split()
    c.JupyterHub.load_roles.append({"name": name, "users": users.split(","), "scopes": scopes.split(",")})
### a config object that is a dict of its own kind (unknown)
class Cfg(dict):
    def __getattr__(self, k): return self[k]
cfg = Cfg(admins=["a"], port=1)
c.Authenticator.admin_users = set(cfg["admins"])
c.JupyterHub.port = cfg.get("port")
### jhub-apps: branches on lazy values
service = {"name": "japps"}
if isinstance(c.JupyterHub.services, list):
    c.JupyterHub.services.extend([service])
else:
    c.JupyterHub.services = [service]
if not isinstance(c.JupyterHub.load_roles, list):
    c.JupyterHub.load_roles = []
c.JupyterHub.load_roles = c.JupyterHub.load_roles + [{"name": "japps-role", "scopes": []}]
### dict of roles turned into a list
ROLES = {"teacher": {"scopes": ["read:users"], "groups": ["t"]}, "student": {"scopes": []}}
c.JupyterHub.load_roles = [{"name": k, **v} for k, v in ROLES.items()]
c.T.a = [dict(v, name=k) for k, v in ROLES.items()], [{**{"description": ""}, **v} for v in ROLES.values()]
### groups from prefix and number
c.JupyterHub.load_groups = {f"group-{i:03}": [f"user{j:02d}" for j in range(i * 2, i * 2 + 2)] for i in range(1, 4)}
### spawner functions are objects
async def f(spawner): return 1
c.Spawner.options_form = f
c.KubeSpawner.profile_list = lambda s: []
c.Authenticator.post_auth_hook = f
c.Spawner.environment = {"A": lambda s: s.user.name, "B": "x"}
### defaults and overrides
defaults = {"scopes": ["self"], "users": []}
def role(name, **kw):
    out = dict(defaults)
    out.update(kw)
    out["name"] = name
    return out
c.JupyterHub.load_roles = [role("a"), role("b", users=["u"]), role("c", scopes=defaults["scopes"] + ["x"])]
### admin scopes gathered with sets
base = {"read:users", "list:users"}
extra = ("servers", "tokens")
c.JupyterHub.load_roles = [{"name": "r", "scopes": sorted(base | set(extra))}, {"name": "s", "scopes": sorted(base.union(extra) - {"tokens"})}]
### try get_config
try:
    c = get_config()
except NameError:
    pass
c.T.a = 1
### token lookups
#| {"environment": {"CULL_TOKEN": "secret"}}
import os, secrets
c.JupyterHub.services = [{"name": "cull", "api_token": os.environ.get("CULL_TOKEN") or secrets.token_hex(16)}, {"name": "x", "api_token": os.environ.get("CULL_TOKEN", "d")}]
### checks before they run
for role in [{"name": "a", "scopes": ["x"]}, {"name": "b"}]:
    assert "name" in role
    if not role.get("scopes"):
        role["scopes"] = ["self"]
    c.JupyterHub.load_roles.append(role)
### strings that name scopes by parts
PREFIX = "custom:app"
c.JupyterHub.custom_scopes = {f"{PREFIX}:{verb}": {"description": f"{verb.title()} it", **({"subscopes": [f"{PREFIX}:read"]} if verb == "write" else {})} for verb in ("read", "write")}
c.JupyterHub.load_roles = [{"name": "app-" + v, "scopes": ["%s:%s" % (PREFIX, v)]} for v in ["read", "write"]]
### an if on the platform
import os, sys
if os.name == "nt" or sys.platform == "win32":
    c.T.a = "windows"
else:
    c.T.a = "unix"
### data beside code
c.JupyterHub.load_groups = dict(
    admins=dict(users=["ann"], properties={"a": 1}),
    **{"class-a": {"users": ["s1", "s2"]}},
)
### zip of names and rooms
names, rooms = ["ann", "bo"], ["r1", "r2"]
c.JupyterHub.load_roles = [{"name": f"{n}-{r}", "users": [n], "scopes": [f"access:servers!server={n}/{r}"]} for n, r in zip(names, rooms)]
c.T.a = dict(zip(names, rooms)), list(zip(rooms, range(2)))
### conditions on host names and dicts of settings
settings = {"prod": {"debug": False, "admins": ["a"]}, "dev": {"debug": True, "admins": ["a", "b"]}}
env = "dev"
for key, value in settings[env].items():
    if key == "admins":
        c.Authenticator.admin_users = set(value)
    elif isinstance(value, bool):
        setattr(c.JupyterHub, "debug_" + "db", value)
