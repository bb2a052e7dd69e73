# What the Hub of Zero to JupyterHub sets before jupyterhub_config.d and hub.extraConfig, as far as permissions and
# logging in depend on it, in the chart's order and with the names that hub.extraConfig finds.
c = get_config()

import glob
import os
import re
import sys

from jupyterhub.utils import url_path_join
from kubernetes_asyncio import client
from tornado.httpclient import AsyncHTTPClient

from z2jh import get_config, get_name, get_name_env, get_secret_value, set_config_if_not_none


def camelCaseify(s):
    head, *rest = s.split("_")
    return head + "".join(part.capitalize() for part in rest)


c.JupyterHub.spawner_class = "kubespawner.KubeSpawner"
c.JupyterHub.cleanup_servers = False
c.JupyterHub.last_activity_interval = 60
c.JupyterHub.tornado_settings = {"slow_spawn_timeout": 0}

for trait in (
    "concurrent_spawn_limit",
    "active_server_limit",
    "base_url",
    "allow_named_servers",
    "named_server_limit_per_user",
    "authenticate_prometheus",
    "redirect_to_server",
    "shutdown_on_logout",
    "template_paths",
    "template_vars",
):
    set_config_if_not_none(c.JupyterHub, trait, "hub." + camelCaseify(trait))

c.JupyterHub.services = []
c.JupyterHub.load_roles = []

if get_config("cull.enabled", False):
    _role = {
        "name": "jupyterhub-idle-culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["jupyterhub-idle-culler"],
    }
    _base = c.JupyterHub.get("base_url", "/").strip("/")
    _command = ["python3", "-m", "jupyterhub_idle_culler", "--url=http://localhost:8081/" + (_base + "/" if _base else "") + "hub/api"]
    for _option, _value in (("timeout", get_config("cull.timeout")), ("cull-every", get_config("cull.every")), ("concurrency", get_config("cull.concurrency"))):
        if _value:
            _command.append(f"--{_option}={_value}")
    if get_config("cull.users"):
        _command.append("--cull-users")
        _role["scopes"].append("admin:users")
    if not get_config("cull.adminUsers"):
        _command.append("--cull-admin-users=false")
    if get_config("cull.removeNamedServers"):
        _command.append("--remove-named-servers")
    if get_config("cull.maxAge"):
        _command.append(f"--max-age={get_config('cull.maxAge')}")
    c.JupyterHub.services.append({"name": "jupyterhub-idle-culler", "command": _command})
    c.JupyterHub.load_roles.append(_role)

for key, service in get_config("hub.services", {}).items():
    service.setdefault("name", key)
    _token = service.pop("apiToken", None) or service.get("api_token")
    service["api_token"] = _token or get_secret_value(f"hub.services.{key}.apiToken")
    c.JupyterHub.services.append(service)

for key, role in get_config("hub.loadRoles", {}).items():
    role.setdefault("name", key)
    c.JupyterHub.load_roles.append(role)

for section, cfg in get_config("hub.config", {}).items():
    if section == "JupyterHub":
        cfg.pop("proxy_auth_token", None)
        cfg.pop("cookie_secret", None)
        cfg.pop("services", None)
    elif section == "ConfigurableHTTPProxy":
        cfg.pop("auth_token", None)
    elif section == "CryptKeeper":
        cfg.pop("keys", None)
    c[section].update(cfg)
