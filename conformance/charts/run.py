"""Runs inside a Hub's environment: the chart's own program on values, from JSON lines to JSON lines.

    python -m conformance.charts.run FOLDER    # FOLDER: the chart, with values.yaml and files/hub/

A line is a list of texts of values. An answer is {"settings": {"Class.trait": value}} or {"error": class}.
"""

import copy
import io
import json
import os
import sys
import tempfile
import types
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import yaml
from tornado.httpclient import AsyncHTTPClient
from traitlets.config.loader import LazyConfigValue, PyFileConfigLoader

MOUNT = "/usr/local/etc/jupyterhub"
SECTIONS = {"JupyterHub": {"load_roles", "load_groups", "services", "admin_access", "authenticator_class", "allow_named_servers",
                           "named_server_limit_per_user", "base_url", "authenticate_prometheus"},
            "Spawner": {"environment", "mem", "notebook_dir"}}


def merge(a, b):
    """Lays b over a as Helm does with several values files."""
    if not isinstance(a, dict) or not isinstance(b, dict):
        return b
    return {**a, **{key: merge(a[key], v) if key in a else v for key, v in b.items()}}


def coalesce(defaults, values):
    """Lays values over a chart's defaults: a null takes a default away."""
    out = {}
    for key, v in values.items():
        if key in defaults:
            if v is None:
                continue
            if isinstance(v, dict) and isinstance(defaults[key], dict):
                v = coalesce(defaults[key], v)
        out[key] = v
    return {**{key: copy.deepcopy(v) for key, v in defaults.items() if key not in values}, **out}


class Chart:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.defaults = yaml.safe_load((self.folder / "values.yaml").read_text())
        AsyncHTTPClient.configure = classmethod(lambda cls, *args, **kwargs: None)
        for name in ("kubernetes_asyncio", "kubernetes_asyncio.client"):
            sys.modules[name] = types.ModuleType(name)
        client = sys.modules["kubernetes_asyncio.client"]
        for name in ("V1Container", "V1SecurityContext", "V1Capabilities"):
            setattr(client, name, lambda **kwargs: kwargs)
        sys.modules["kubernetes_asyncio"].client = client

    def run(self, texts):
        values = {}
        for text in texts:
            values = merge(values, yaml.safe_load(text) or {})
        values = coalesce(self.defaults, values)
        with tempfile.TemporaryDirectory() as folder:
            return self._in(Path(folder), values)

    def _in(self, folder, values):
        for part in ("secret", "config"):
            (folder / part).mkdir()
        (folder / "secret" / "values.yaml").write_text(yaml.safe_dump(values))
        secrets = {"hub.config.JupyterHub.cookie_secret": "c" * 64, "hub.config.CryptKeeper.keys": "k" * 64}
        for key, service in (values["hub"].get("services") or {}).items():
            secrets[f"hub.services.{key}.apiToken"] = (service or {}).get("apiToken") or "made by the chart"
        for key, text in secrets.items():
            (folder / "secret" / key).write_text(text)
        for name in ("hub", "proxy-api", "image-pull-secret", "singleuser", "user-scheduler", "priority"):
            (folder / "config" / name).write_text(name)
        for name in ("z2jh.py", "jupyterhub_config.py"):
            source = (self.folder / "files" / "hub" / name).read_text()
            (folder / name).write_text(source.replace(MOUNT, str(folder)))
        before, kept = dict(os.environ), list(sys.path)
        os.environ.update({"HUB_SERVICE_PORT": "8081", "PROXY_API_SERVICE_PORT": "8001"})
        os.environ.update(_environment(values["hub"].get("extraEnv")))
        sys.modules.pop("z2jh", None)
        try:
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                config = PyFileConfigLoader("jupyterhub_config.py", path=str(folder)).load_config()
            return {"settings": dict(sorted(_settings(config)))}
        except (Exception, SystemExit) as e:
            return {"error": type(e).__name__}
        finally:
            os.environ.clear()
            os.environ.update(before)
            sys.path[:] = kept


def _environment(extra):
    pairs = extra.items() if isinstance(extra, dict) else ((e["name"], e.get("value")) for e in extra or [])
    return {name: str(value) for name, value in pairs if value is not None}


def _settings(config):
    for section, traits in config.items():
        for trait, value in traits.items():
            asked = SECTIONS.get(section) or (section.endswith("Authenticator") and traits) or ()
            if trait in asked and not isinstance(value, LazyConfigValue):
                yield f"{section}.{trait}", _plain(value)


def _plain(value):
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (set, frozenset)):
        return {"$set": sorted(map(_plain, value))}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value


if __name__ == "__main__":
    chart = Chart(sys.argv[1])
    for line in sys.stdin:
        print(json.dumps(chart.run(json.loads(line))), flush=True)
