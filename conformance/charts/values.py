"""Random values of Zero to JupyterHub, as text: the ways in which people write them, mistakes included."""

import json
import random

NAMES = ["ann", "bo", "Cem", "dee", "eve-1", "f.g@example.org"]
GROUPS = ["class-a", "staff", "course::1"]
SCOPES = ["self", "admin-ui", "list:users", "servers!group=class-a", "access:services!service=panel", "read:users", "admin:servers"]
CODE = [
    'c.JupyterHub.load_roles.append({"name": "late", "scopes": ["self"]})',
    'c.JupyterHub.load_groups = {"extra": {"users": ["zoe"]}}',
    "for role in c.JupyterHub.load_roles:\n    role.setdefault('description', role['name'])",
    'c.Authenticator.admin_users = set(get_config("custom.admins", ["nobody"]))',
    'for name, members in get_config("custom.teams", {}).items():\n    c.JupyterHub.load_roles.append({"name": name, "users": members})',
    "import os\nc.Spawner.environment = {'WHERE': os.environ.get('PLACE', 'here')}",
    "c.JupyterHub.services += [{'name': f'made-{i}'} for i in range(2)]",
    "from z2jh import get_config as values\nc.Spawner.mem = values('singleuser.memory.limit', 'none')",
    "seen = len(c.JupyterHub.load_roles)\nc.Spawner.notebook_dir = f'~/{seen}'",
    "if get_config('hub.allowNamedServers'):\n    c.JupyterHub.named_server_limit_per_user = 3",
    "c.JupyterHub.load_roles = [r for r in c.JupyterHub.load_roles if 'user' not in r['name']]",
    "c.Authenticator.allowed_users = c.Authenticator.allowed_users + ['more']",
    "x = {}['missing']",
]

CULL = {
    "timeout": [60, 0, None, 7200],
    "every": [30, 0, None],
    "concurrency": [1, 0, 5],
    "maxAge": [0, 3600, -7],
    "adminUsers": [True, False],
    "removeNamedServers": [True, False],
}


class Values:
    """One case: a list of texts, later ones laid over earlier ones."""

    def __init__(self, seed):
        self.r = random.Random(seed)

    def files(self):
        out = [self._text(self._values())]
        if self.r.random() < 0.3:
            out.append(self._text(self._values()))
        return out

    def _some(self, pool, most=3):
        return self.r.sample(pool, self.r.randint(0, most))

    def _role(self):
        role = {}
        if self.r.random() < 0.9:
            role["scopes"] = self._some(SCOPES)
        for key, pool in (("users", NAMES), ("groups", GROUPS), ("services", ["panel", "jupyterhub-idle-culler"])):
            if self.r.random() < 0.3:
                role[key] = self._some(pool, 2)
        if self.r.random() < 0.2:
            role["name"] = "named"
        if self.r.random() < 0.3:
            role["description"] = "what it is for"
        return role

    def _service(self):
        service = {}
        if self.r.random() < 0.5:
            service["url"] = "http://panel:8080"
        if self.r.random() < 0.4:
            service["apiToken"] = "token-of-this-service"
        if self.r.random() < 0.2:
            service["admin"] = self.r.random() < 0.7
        if self.r.random() < 0.3:
            service["oauth_no_confirm"] = True
        return service

    def _config(self):
        config = {}
        if self.r.random() < 0.6:
            hub = config["JupyterHub"] = {}
            if self.r.random() < 0.4:
                hub["load_groups"] = {g: {"users": self._some(NAMES)} for g in self._some(GROUPS)}
            if self.r.random() < 0.2:
                hub["load_roles"] = [{"name": "replaced", **self._role()}]
            if self.r.random() < 0.2:
                hub["services"] = [{"name": "dropped"}]
            if self.r.random() < 0.4:
                hub["authenticator_class"] = self.r.choice(["github", "google", "dummy", "generic-oauth"])
            if self.r.random() < 0.2:
                hub["admin_access"] = self.r.choice([False, None])
        if self.r.random() < 0.6:
            auth = config["Authenticator"] = {}
            for key in ("admin_users", "allowed_users"):
                if self.r.random() < 0.6:
                    auth[key] = self._some(NAMES)
            if self.r.random() < 0.2:
                auth["allow_all"] = self.r.random() < 0.5
        if self.r.random() < 0.3:
            config["GitHubOAuthenticator"] = {"allowed_organizations": ["org", "org:team"], "scope": ["read:org"]}
        if self.r.random() < 0.04:
            config["loadRoles"] = {"lost": {}}
        return config

    def _values(self):
        hub = {}
        if self.r.random() < 0.7:
            hub["loadRoles"] = {name: self._role() for name in self._some(["user", "server", "teacher", "reader"], 3)}
        if self.r.random() < 0.4:
            hub["services"] = {name: self._service() for name in self._some(["panel", "binder"], 2)}
        if self.r.random() < 0.7:
            hub["config"] = self._config()
        if self.r.random() < 0.4:
            hub["extraConfig"] = {f"{self.r.randint(0, 30):02d}-{i}": self.r.choice(CODE) for i in range(self.r.randint(1, 3))}
        if self.r.random() < 0.2:
            hub["allowNamedServers"] = self.r.random() < 0.7
        if self.r.random() < 0.2:
            hub["extraEnv"] = self.r.choice([{"PLACE": "there"}, [{"name": "PLACE", "value": "list"}]])
        if self.r.random() < 0.1:
            hub["baseUrl"] = "/jupyter/"
        if self.r.random() < 0.06:
            hub["loadRoles"] = {"nothing": None}
        values = {"hub": hub}
        if self.r.random() < 0.5:
            values["cull"] = {"enabled": self.r.random() < 0.5}
            if self.r.random() < 0.5:
                values["cull"]["users"] = True
            for name, some in CULL.items():
                if self.r.random() < 0.25:
                    values["cull"][name] = self.r.choice(some)
        elif self.r.random() < 0.1:
            values["cull"] = {"enabled": None}
        if self.r.random() < 0.4:
            values["custom"] = {"admins": self._some(NAMES), "teams": {"team-a": self._some(NAMES)}}
        if self.r.random() < 0.2:
            values["singleuser"] = {"memory": {"limit": "2G"}}
        return values

    def _text(self, values):
        return "\n".join(self._lines(values, 0)) + "\n"

    def _lines(self, value, depth):
        """YAML in block style, or in flow style where it is small and chance has it so."""
        pad = "  " * depth
        for key, v in value.items():
            name = key if self.r.random() < 0.8 else json.dumps(key)
            if isinstance(v, dict) and v and not (self.r.random() < 0.15 and "\n" not in json.dumps(v)):
                yield f"{pad}{name}:"
                yield from self._lines(v, depth + 1)
            elif isinstance(v, list) and v and isinstance(v[0], str) and self.r.random() < 0.6:
                yield f"{pad}{name}:"
                yield from (f"{pad}  - {self._scalar(item)}" for item in v)
            elif isinstance(v, str) and ("\n" in v or "(" in v):
                yield f"{pad}{name}: |"
                yield from (f"{pad}  {line}" for line in v.split("\n"))
            elif isinstance(v, str):
                yield f"{pad}{name}: {self._scalar(v)}"
            elif v is None:
                yield f"{pad}{name}:"
            else:
                yield f"{pad}{name}: {json.dumps(v)}"

    def _scalar(self, text):
        plain = text.replace("-", "").replace(".", "").replace("_", "").isalnum()
        if plain and self.r.random() < 0.7:
            return text
        return self.r.choice([json.dumps(text), "'" + text.replace("'", "''") + "'"])
