"""Random HTTP cases: a running Hub, tokens of several bearers, requests to every endpoint and page."""

from conformance.cases.facts import facts
from conformance.cases.config import SERVERS
from conformance.cases.plain import Gen


class HGen(Gen):
    def __init__(self, seed, version):
        super().__init__(seed + 5_000_000, version)
        self.cur = None
        self.users = [
            u
            for u in self.users
            if u == u.lower() and u.isascii() and " " not in u and "'" not in u and "!" not in u and "=" not in u
        ]
        while len(self.users) < 4:
            u = self.pick(["alice", "bob", "carol", "dave", "eve", "mallory"])
            if u not in self.users:
                self.users.append(u)
        self.groups = [g for g in self.groups if g.isascii() and " " not in g and "/" not in g and "=" not in g]
        while len(self.groups) < 2:
            g = self.pick(["class-A", "class-B", "staff"])
            if g not in self.groups:
                self.groups.append(g)
        if not self.services:
            self.services = ["idle-culler"]
        self.bad = self.weird = False
        self.servers = {}
        for u in self.users[:3]:
            self.servers[u] = sorted(set([""] + self.r.sample(SERVERS, self.r.choice([1, 2]))))

    def members(self, kind):
        pool = {"users": self.users, "groups": self.groups, "services": self.services}[kind]
        return self.r.sample(pool, self.r.randint(0, min(3, len(pool))))

    def http_tokens(self, cfg):
        out = []
        n = self.r.randint(4, 7)
        owners = ["user:" + u for u in self.users] + ["service:" + s for s in self.services]
        self.r.shuffle(owners)
        for i in range(n):
            o = owners[i % len(owners)]
            x = self.p()
            own = [s for s in self.owner_scopes(cfg, o)]
            if x < 0.6:
                t = {"owner": o}
            elif x < 0.88 and own:
                sc = []
                for _ in range(self.r.randint(1, 3)):
                    b, _, f = self.pick(own).partition("!")
                    b = self.pick(facts(self.version)["scopes"].get(b, {}).get("closure", [b]))
                    if f.startswith("server") and b.startswith("read:user"):
                        continue
                    sc.append(b + ("!" + f if f else ""))
                t = {"owner": o, "scopes": sc}
            elif o.startswith("user"):
                t = {
                    "owner": o,
                    "scopes": [self.pick(["self", "read:users!user", "servers!user", "tokens!user", "users:activity!user"])],
                }
            else:
                t = {"owner": o}
            if self.major < 3:
                t.pop("scopes", None)
            out.append(t)
        return out

    API = [
        "list:users",
        "read:users",
        "read:users:name",
        "read:users:activity",
        "read:users:groups",
        "read:roles:users",
        "admin:auth_state",
        "users",
        "admin:users",
        "delete:users",
        "servers",
        "read:servers",
        "delete:servers",
        "admin:servers",
        "admin:server_state",
        "tokens",
        "read:tokens",
        "users:activity",
        "list:groups",
        "read:groups",
        "read:groups:name",
        "groups",
        "admin:groups",
        "delete:groups",
        "read:roles:groups",
        "list:services",
        "read:services",
        "read:services:name",
        "read:roles:services",
        "read:roles",
        "access:servers",
        "shares",
        "read:shares",
        "users:shares",
        "groups:shares",
        "admin:services",
        "read:hub",
        "proxy",
        "shutdown",
        "read:metrics",
        "admin-ui",
        "start:servers",
    ]

    def extra_roles(self, cfg):
        api = [s for s in self.API if s in self.scopes]
        subs = ["users"] * 3 + ["groups"] * 2 + ["services"] * 2
        for i in range(self.r.randint(2, 4)):
            sc = []
            for _ in range(self.r.randint(2, 5)):
                b = self.pick(api)
                x = self.p()
                if x < 0.45 or b in ("read:hub", "proxy", "shutdown", "read:metrics", "admin-ui"):
                    f = ""
                elif "groups" in b:
                    f = "!group=" + self.pick(self.groups)
                elif "services" in b:
                    f = "!service=" + self.pick(self.services)
                elif x < 0.6:
                    f = "!user=" + self.pick(self.users)
                elif x < 0.85:
                    f = "!group=" + self.pick(self.groups)
                elif "servers" in b or "shares" in b:
                    u = self.pick(sorted(self.servers))
                    f = "!server=%s/%s" % (u, self.pick(self.servers[u]))
                else:
                    f = "!user"
                sc.append(b + f)
            k = self.pick(subs)
            pool = {
                "users": self.users,
                "groups": sorted(cfg.get("load_groups") or {}) or self.groups,
                "services": self.services,
            }[k]
            cfg["load_roles"].append(
                {"name": "ops-%d" % i, "scopes": sc, k: self.r.sample(pool, min(len(pool), self.r.randint(1, 2)))}
            )

    def user(self):
        own = self.cur
        if own and self.p() < 0.5:
            xs = []
            for s in own[1]:
                f = s.partition("!")[2]
                if f.startswith("user="):
                    xs.append(f[5:])
                elif f.startswith("server="):
                    xs.append(f[7:].partition("/")[0])
                elif f.startswith("group="):
                    m = self.cfg.get("load_groups", {}).get(f[6:]) or []
                    xs += m if isinstance(m, list) else m.get("users") or []
                elif f == "user" and own[0].startswith("user:"):
                    xs.append(own[0][5:])
            if own[0].startswith("user:") and self.p() < 0.5:
                xs = [own[0][5:]]
            if xs:
                return self.pick(xs)
        return self.pick(self.users + self.users + self.users + ["nobody"])

    def group(self):
        return self.pick(self.groups + self.groups + self.groups + ["nogroup"])

    def srv(self, u):
        return self.pick([s for s in (self.servers.get(u) or []) if s] * 2 + ["lab", "nosuch"])

    def request(self):
        ti = self.r.randrange(self.ntok)
        o = self.toks[ti]["owner"]
        self.cur = (o, self.owner_scopes(self.cfg, o))
        u, g, v = self.user(), self.group(), self.major
        s = self.srv(u)
        svc = self.pick(self.services + ["noservice"])
        R = []

        def add(w, m, p, **k):
            R.append((w, dict(method=m, path=p, **k)))

        add(5, "GET", "/users")
        add(2, "GET", "/users", pagination=True)
        add(1, "GET", "/users?state=active")
        add(1, "GET", "/users?include_stopped_servers=1") if v >= 3 else None
        add(7, "GET", f"/users/{u}")
        add(2, "GET", f"/users/{u}?include_stopped_servers=1") if v >= 3 else None
        add(3, "GET", "/user")
        add(3, "GET", "/groups")
        add(4, "GET", f"/groups/{g}")
        add(3, "GET", "/services")
        add(3, "GET", f"/services/{svc}")
        add(1, "GET", "/info")
        add(1, "GET", "/")
        add(1, "GET", "/proxy")
        add(1, "POST", "/proxy")
        add(1, "PATCH", "/proxy", body={"auth_token": "x"})
        add(1, "POST", "/shutdown", body={})
        add(3, "POST", "/users/newuser")
        add(1, "POST", f"/users/{u}")
        add(2, "POST", "/users", body={"usernames": ["new1", u]})
        add(1, "POST", "/users", body={"usernames": ["new1"], "admin": True})
        add(1, "POST", "/users", body={})
        add(4, "DELETE", f"/users/{u}")
        add(2, "PATCH", f"/users/{u}", body={"admin": True})
        add(2, "PATCH", f"/users/{u}", body={"name": "renamed"})
        add(1, "PATCH", f"/users/{u}", body={"admin": False})
        add(2, "POST", f"/users/{u}/activity", body={"last_activity": "2020-01-01T00:00:00Z"})
        add(3, "GET", f"/users/{u}/tokens")
        add(1, "GET", f"/users/{u}/tokens/a1")
        add(1, "DELETE", f"/users/{u}/tokens/a1")
        sc = self.pick(
            [
                None,
                ["self"],
                ["inherit"],
                ["read:users!user"],
                ["servers!user"],
                ["admin:users"],
                ["read:users:name"],
                [],
                ["servers!server=%s/%s" % (u, s)],
                [self.scope(True)],
                ["nosuch"],
            ]
        )
        body = {} if sc is None else {"scopes": sc}
        if self.p() < 0.15:
            body = {"roles": [self.pick(["user", "token", "server", "nosuchrole"])]}
        if v < 3:
            body = self.pick([{}, {"roles": [self.pick(["user", "token", "server", "nosuchrole", "admin"])]}])
        add(5, "POST", f"/users/{u}/tokens", body=body)
        add(4, "POST", f"/users/{u}/server")
        add(3, "DELETE", f"/users/{u}/server")
        add(3, "POST", f"/users/{u}/servers/{s}")
        add(3, "DELETE", f"/users/{u}/servers/{s}")
        add(1, "DELETE", f"/users/{u}/servers/{s}", body={"remove": True})
        add(1, "GET", f"/users/{u}/server/progress")
        add(2, "GET", f"/users/{u}/servers/{s}/progress")
        add(2, "POST", "/groups/newgroup")
        add(1, "POST", f"/groups/{g}")
        add(1, "POST", "/groups", body={"groups": ["ng1", "ng2"]})
        add(2, "DELETE", f"/groups/{g}")
        add(3, "POST", f"/groups/{g}/users", body={"users": [u]})
        add(2, "DELETE", f"/groups/{g}/users", body={"users": [u]})
        if v >= 3:
            add(1, "PUT", f"/groups/{g}/properties", body={"a": "b"})
        add(1, "GET", "/hub/metrics", raw=True)
        if v >= 5:
            add(2, "GET", f"/shares/{u}")
            add(2, "GET", f"/shares/{u}/{s}")
            add(
                2,
                "POST",
                f"/shares/{u}/{s}",
                body=self.pick(
                    [
                        {"user": self.user()},
                        {"group": self.group()},
                        {"user": self.user(), "scopes": ["access:servers", "read:servers"]},
                        {"user": "x", "group": "y"},
                        {},
                    ]
                ),
            )
            add(1, "PATCH", f"/shares/{u}/{s}", body={"user": self.user()})
            add(1, "DELETE", f"/shares/{u}/{s}")
            add(1, "GET", f"/users/{u}/shared")
            add(1, "GET", f"/groups/{g}/shared")
            add(1, "GET", f"/share-codes/{u}")
            add(1, "POST", f"/share-codes/{u}/{s}", body={})
            add(1, "DELETE", f"/share-codes/{u}/{s}")
            add(1, "POST", f"/shares/{u}", body={})
            add(1, "GET", f"/users/{self.user()}/shared/{u}/{s}")
            add(1, "DELETE", f"/users/{self.user()}/shared/{u}/{s}")
            add(1, "POST", "/services/newsvc", body={})
            add(1, "POST", "/services/newsvc", body={"admin": True})
            add(1, "DELETE", f"/services/{svc}")
            add(1, "POST", "/services/newsvc", body={"oauth_client_allowed_scopes": [self.scope(True)]})
        if v >= 6:
            add(2, "GET", f"/users/{u}/server")
            add(2, "GET", f"/users/{u}/servers/{s}")
            add(2, "PUT", f"/users/{u}/servers/fresh", body={"display_name": "Fresh"})
            add(1, "PATCH", f"/users/{u}/servers/{s}", body={"display_name": "X"})
        tot = self.r.uniform(0, sum(w for w, _ in R))
        for w, q in R:
            tot -= w
            if tot <= 0:
                break
        x = self.p()
        if x < 0.02:
            pass
        elif x < 0.035:
            q["bad_token"] = True
        else:
            q["token"] = ti
        return q

    def page(self):
        u = self.pick(self.users)
        s = self.srv(u)
        p = self.pick(
            [
                "/hub/admin",
                "/hub/home",
                "/hub/token",
                "/hub/spawn",
                f"/hub/spawn/{u}",
                f"/hub/spawn/{u}/{s}",
                f"/hub/user/{u}/",
                f"/hub/user/{u}/{s}/",
                f"/hub/spawn-pending/{u}",
                "/hub/metrics",
                "/hub/groups",
            ]
        )
        return {"method": "GET", "path": p, "raw": True, "cookie": self.pick(self.cookie_users)}

    def case(self, nreq=30):
        cfg = self.config()
        cfg.pop("legacy_users", None)
        cfg.pop("legacy_admins", None)
        cfg.pop("blocked_users", None)
        cfg.pop("allowed_users", None)
        cfg["users"] = list(self.users)
        cfg["load_roles"] = [r for r in cfg["load_roles"] if r["name"] not in ("admin",)]
        cfg.setdefault("load_groups", {})
        for gn in self.groups:
            cfg["load_groups"].setdefault(gn, self.r.sample(self.users, 2))
        self.extra_roles(cfg)
        cfg["servers"] = self.servers
        if self.p() < 0.6:
            cfg["admin_users"] = [self.users[-1]]
        c = {"version": self.version, "config": cfg, "running": {}}
        for u, names in self.servers.items():
            run = [n for n in names if self.p() < 0.45]
            if run:
                c["running"][u] = run
        c["tokens"] = self.http_tokens(cfg)
        if cfg.get("admin_users") and not any(t["owner"] == "user:" + cfg["admin_users"][0] for t in c["tokens"]):
            c["tokens"].append({"owner": "user:" + cfg["admin_users"][0]})
        self.ntok = len(c["tokens"])
        self.toks = c["tokens"]
        self.cfg = cfg
        if self.major >= 5 and self.p() < 0.5:
            c["shares"] = []
            for _ in range(self.r.randint(1, 2)):
                u = self.pick(sorted(self.servers))
                sn = self.pick(self.servers[u])
                w = (
                    "user:" + self.pick(self.users)
                    if self.p() < 0.7 or not cfg.get("load_groups")
                    else "group:" + self.pick(sorted(cfg["load_groups"]))
                )
                c["shares"].append({"owner": u, "server": sn, "with": w})
        self.cookie_users = self.users[:2] + self.users[-1:]
        c["requests"] = [self.request() for _ in range(nreq - 4)] + [self.page() for _ in range(4)]
        return c


def gen_case(seed, version):
    g = HGen(seed, version)
    return {"seed": seed, "kind": "http", "case": g.case()}
