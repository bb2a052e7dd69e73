"""What real classes make of values for each trait: right, coerced and wrong ones. Recorded for the tests of internal/settings.

    python3 -m conformance config --record-traits internal/settings/testdata/traits.jsonl.gz
"""

import gzip
import json
import os
import subprocess

from conformance import deps

VERSIONS = ["2.3.1", "5.5.1", "6.0.0b2"]

# Values of each kind, as a config writes them.
VALUES = (
    "None True 0 1 2 -1 1.0 1.5 'ann' '' '1' b'x' [] ['ann'] [1] [None] ('ann',) () {'ann'} set() {1} {} {'a':1} {'a':{}} {'a':['ann']} {'a':{'users':['ann']}} {1:2}"
    " [{}] [{'name':'x'}] [['ann']] frozenset(['ann']) range(2) (lambda*a:None) int Path('/x') dict(a='b')"
).split(" ")

# Classes by name, by import and of the config's own.
CLASSES = """
'default' 'pam' 'PAM' 'dummy' 'null' 'shared-password' 'localprocess' 'simple' 'configurable-http-proxy' 'nonesuch' '' 'jupyterhub'
'jupyterhub.auth.DummyAuthenticator' 'jupyterhub.auth.DummyAuthenticatr' 'jupyterhub.auth.LocalAuthenticator' 'jupyterhub.nonesuch.X'
'jupyterhub.authenticators.shared.SharedPasswordAuthenticator' 'jupyterhub.authenticators.dummy.DummyAuthenticator' 'jupyterhub.spawner.SimpleLocalProcessSpawner'
'jupyterhub.spawner.Spawner' 'jupyterhub.spawner.SimpleSpawner' 'jupyterhub.proxy.ConfigurableHTTPProxy' 'jupyterhub.proxy.Nonesuch' 'jupyterhub.app.JupyterHub'
'jupyterhub.app.PAMAuthenticator' 'jupyterhub.user.LocalProcessSpawner' Plain Own OwnSpawner Twice None 1 [] len dict
""".split()

HEAD = """from pathlib import Path
from jupyterhub.auth import DummyAuthenticator
from jupyterhub.spawner import LocalProcessSpawner
class Plain: pass
class Own(DummyAuthenticator): pass
class OwnSpawner(LocalProcessSpawner): pass
class Twice(Plain, Own): pass
"""

# What a config does besides giving one value to one trait.
MORE = """
c.JupyterHub.admin_users = {'ann'}; c.Authenticator.admin_users = set()
c.Authenticator.whitelist = {'ann'}
c.Authenticator.whitelist = {'ann'}; c.Authenticator.allowed_users = {'bo'}
c.Authenticator.nonesuch = 1
c.JupyterHub.nonesuch = 1
c.Authenticatr.admin_users = {'ann'}
c.Authenticator.admin_users = {'ann'}; c.Authenticator.admin_users = {'bo'}
c.Authenticator.admin_users.add('ann')
c.Authenticator.admin_users.update({'ann'}); c.Authenticator.admin_users.add('bo')
c.Authenticator.admin_users.append('ann')
c.Authenticator.admin_users.update('ann')
c.Authenticator.allowed_users.update(['ann', 'bo'])
c.JupyterHub.load_roles.append({'name': 'x'}); c.JupyterHub.load_roles.insert(0, {'name': 'y'}); c.JupyterHub.load_roles.prepend([{'name': 'z'}])
c.JupyterHub.load_roles.update({'name': 'x'})
c.JupyterHub.load_roles.extend([1])
c.JupyterHub.load_groups.update({'a': {'users': ['ann']}})
c.JupyterHub.load_groups.update({'a': 1})
c.JupyterHub.load_groups.update(a=1) if False else None
c.JupyterHub.load_groups.append('ann')
c.JupyterHub.services.append({'name': 'x'}); c.JupyterHub.services = []
c.JupyterHub.services = []; c.JupyterHub.services.append({'name': 'x'})
names = ['ann']; c.Authenticator.admin_users = names; names.append('bo')
c.JupyterHub.load_roles = roles = []; roles.append({'name': 'x'})
c.JupyterHub.custom_scopes.update({'custom:a': {'description': 'x'}})
c.JupyterHub.api_tokens = {'a': 'ann'}
c.JupyterHub.service_tokens = {'a': 'ann'}
c.Authenticator.username_map = {'a': 'b'}
c.Authenticator.username_map.update({'a': 'b'})
""".strip().splitlines()


class Classes:
    """A process that asks the classes of one version."""

    def __init__(self, version):
        env = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(deps.HERE.parent), "PYTHONHASHSEED": "0", "HOME": "/nonexistent"}
        self._process = subprocess.Popen(
            [deps.python(version), "-m", "conformance.config.asktraits"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, text=True, encoding="utf-8", cwd=deps.HERE.parent,
        )
        self.names = json.loads(self._process.stdout.readline())

    def ask(self, texts):
        self._process.stdin.write(json.dumps(texts) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self):
        self._process.stdin.close()
        self._process.wait()


def texts(names):
    """Yields the configs to ask about."""
    for name in names:
        named = name.endswith(("r_class", "y_class"))
        for value in CLASSES if named else VALUES:
            yield (HEAD if named else "from pathlib import Path\n" if "Path" in value else "") + f"c.{name} = {value}\n"
    yield from (line.replace("; ", "\n") + "\n" for line in MORE)


def write(path):
    """Records {"jupyterhub", "text", "raises" or "values"}, one a line; returns how many."""
    count = 0
    with open(path, "wb") as file, gzip.GzipFile("", "wb", fileobj=file, mtime=0) as out:
        for version in VERSIONS:
            classes = Classes(version)
            all_texts = list(texts(classes.names))
            for start in range(0, len(all_texts), 100):
                some = all_texts[start : start + 100]
                for text, answer in zip(some, classes.ask(some)):
                    out.write((json.dumps({"jupyterhub": version, "text": text, **answer}, ensure_ascii=False) + "\n").encode())
                    count += 1
            classes.close()
    return count
