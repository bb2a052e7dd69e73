# What The Littlest JupyterHub sets before its jupyterhub_config.d, as far as permissions and logging in depend on it.
c = get_config()

_values = __values__()
_users = _values["users"]

c.JupyterHub.spawner_class = "tljh.user_creating_spawner.UserCreatingSpawner"
c.JupyterHub.cleanup_servers = False
c.JupyterHub.base_url = _values["base_url"]
c.JupyterHub.authenticator_class = _values["auth"]["type"]

for _section, _traits in _values["auth"].items():
    if _section == "type":
        continue
    for _trait, _value in _traits.items():
        if _value is not None:
            setattr(c[_section], _trait, _value)

if not _users["allowed"] and _values["auth"]["type"] == "firstuseauthenticator.FirstUseAuthenticator":
    if "allow_all" not in _values["auth"]["FirstUseAuthenticator"]:
        c.FirstUseAuthenticator.allow_all = True

c.Authenticator.allowed_users = set(_users["allowed"])
c.Authenticator.blocked_users = set(_users["banned"])
c.Authenticator.admin_users = set(_users["admin"])
c.UserCreatingSpawner.user_groups = _users["extra_user_groups"]

c.JupyterHub.services = []
if _values["services"]["cull"]["enabled"]:
    c.JupyterHub.services.append({"name": "cull-idle", "admin": True, "command": ["python3", "-m", "jupyterhub_idle_culler"]})
