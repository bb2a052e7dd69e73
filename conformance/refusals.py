"""Records what a live JupyterHub says when it refuses: its log's lines, as its own formatter writes them, and the bodies.

    .cache/conformance/5.5.1/bin/python -m conformance.refusals 5.5.1 > internal/hublog/testdata/5.5.1.jsonl
"""

import asyncio
import json
import os
import re
import sys
import tempfile

CONFIG = {
    "load_groups": {"class-a": ["ann", "ben"], "class-b": ["cid"]},
    "load_roles": [
        {"name": "user", "scopes": ["self"]},
        {"name": "teacher", "scopes": ["read:users!group=class-b", "servers!group=class-b"], "users": ["tess"]},
        {"name": "culler", "scopes": ["read:users:activity"], "services": ["culler"]},
    ],
    "services": [{"name": "culler", "api_token": "culler-token-culler"}],
    "api_tokens": {"ann-token-ann-token": "ann", "tess-token-tess-token": "tess"},
}

# Who asks, with which token, for what: all of it is refused.
REQUESTS = [
    ("service culler", "culler-token-culler", "GET", "/users"),
    ("service culler", "culler-token-culler", "DELETE", "/users/ann/server"),
    ("service culler", "culler-token-culler", "GET", "/groups/class-a"),
    ("ann", "ann-token-ann-token", "GET", "/users"),
    ("ann", "ann-token-ann-token", "POST", "/users/ben/server"),
    ("ann", "ann-token-ann-token", "GET", "/users/ben"),
    ("ann", "ann-token-ann-token", "POST", "/groups/new"),
    ("ann", "ann-token-ann-token", "GET", "/proxy"),
    ("ann", "ann-token-ann-token", "POST", "/shutdown"),
    ("tess", "tess-token-tess-token", "DELETE", "/users/ann/server"),
    ("tess", "tess-token-tess-token", "GET", "/users/ann"),
    ("tess", "tess-token-tess-token", "GET", "/users/cid/tokens"),
    ("nobody", "no-such-token", "GET", "/users"),
]


async def record(version):
    from tornado.httpclient import AsyncHTTPClient, HTTPRequest
    from tornado.httpserver import HTTPServer
    from tornado.netutil import bind_sockets
    from traitlets.config import Config

    import jupyterhub
    from jupyterhub.app import JupyterHub

    if jupyterhub.__version__ != version:
        raise SystemExit(f"this environment holds JupyterHub {jupyterhub.__version__}")
    c = Config()
    for key, value in CONFIG.items():
        setattr(c.JupyterHub, key, value)
    c.JupyterHub.db_url = "sqlite:///:memory:"
    c.JupyterHub.authenticator_class = "dummy"
    c.Authenticator.allow_all = True
    c.Authenticator.allowed_users = {"ann", "ben", "cid", "tess"} if int(version[0]) < 5 else set()
    app = JupyterHub(config=c)
    app.load_config_file = lambda *args, **kwargs: None
    for cls in type(app)._walk_mro():
        cls._instance = app
    os.environ["CONFIGPROXY_AUTH_TOKEN"] = "x" * 64
    await app.initialize(["--log-level=WARN"])
    sockets = bind_sockets(0, "127.0.0.1")
    HTTPServer(app.tornado_application, xheaders=True).add_sockets(sockets)
    port = sockets[0].getsockname()[1]
    out, read = [], os.open(os.environ["LOG_FILE"], os.O_RDONLY)
    os.lseek(read, 0, os.SEEK_END)
    for who, token, method, path in REQUESTS:
        body = "" if method in ("POST", "PUT", "PATCH") else None
        answer = await AsyncHTTPClient().fetch(
            HTTPRequest(f"http://127.0.0.1:{port}/hub/api{path}", method=method, headers={"Authorization": f"token {token}"}, body=body),
            raise_error=False,
        )
        await asyncio.sleep(0)
        text = os.read(read, 1 << 20).decode()
        lines = [line.replace(str(port), "8081") for line in text.splitlines()]
        out.append({
            "who": who, "method": method, "path": path, "status": answer.code, "log": lines,
            "body": re.sub(r"\d+\.\d+ms", "1.00ms", answer.body.decode()),
        })
    return out


def main():
    version = sys.argv[1]
    out = os.dup(1)
    with tempfile.TemporaryDirectory() as directory:
        os.chdir(directory)
        log = os.path.join(directory, "log")
        os.environ["LOG_FILE"] = log
        sink = os.open(log, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        os.dup2(sink, 2)
        os.dup2(sink, 1)
        try:
            said = asyncio.run(record(version))
        except BaseException:
            os.dup2(out, 2)
            sys.stderr.write(open(log).read())
            raise
    for line in said:
        os.write(out, (json.dumps(line) + "\n").encode())
    os._exit(0)


if __name__ == "__main__":
    main()
