"""Random questions about a config: tokens, decisions, shares, changes, OAuth authorisations."""

from conformance.cases.config import SERVERS, Configs
from conformance.cases.facts import facts


class Asks(Configs):
    def narrow(self, s):
        """narrower / wider / sideways variants of a scope an owner has"""
        b, _, f = s.partition("!")
        x = self.p()
        cl = facts(self.version)["scopes"].get(b, {}).get("closure", [b])
        if x < 0.25:
            return s
        if x < 0.5:
            return self.pick(cl) + ("!" + f if f else "")
        if x < 0.75:
            return self.pick(cl) + self.filt()
        if x < 0.9:
            return self.pick(cl)
        return b + self.filt()

    def owner_scopes(self, cfg, owner):
        kind, _, name = owner.partition(":")
        out = []
        mine = [
            g for g, m in (cfg.get("load_groups") or {}).items() if name in (m if isinstance(m, list) else m.get("users") or [])
        ]
        for r in cfg["load_roles"]:
            if name in (r.get(kind + "s") or []) or (kind == "user" and set(mine) & set(r.get("groups") or [])):
                out += r.get("scopes") or []
        return out

    def tokens(self, cfg, lo=0, hi=4):
        out = []
        pool = ["user:" + u.lower() for u in self.users] + ["service:" + s for s in self.services]
        for _ in range(self.r.randint(lo, hi)):
            o = self.pick(pool)
            t = {"owner": o}
            x = self.p()
            if self.major < 3:
                if x < 0.3:
                    pass
                else:
                    t["roles"] = self.r.sample(
                        [r["name"] for r in cfg["load_roles"] if r.get("name")] + ["token", "server", "user", "nosuchrole"],
                        self.r.randint(1, 2),
                    )
                out.append(t)
                continue
            if x < 0.12:
                pass
            elif x < 0.2:
                t["roles"] = self.r.sample(
                    [r["name"] for r in cfg["load_roles"] if r.get("name")] + ["token", "server", "user", "nosuchrole"],
                    self.r.randint(0, 2),
                )
                if self.p() < 0.1:
                    t["scopes"] = ["self"]
            elif x < 0.26 and o.startswith("user:") and self.servers.get(o[5:]):
                t["spawn"] = self.pick(self.servers[o[5:]])
            else:
                own = self.owner_scopes(cfg, o)
                sc = []
                for _ in range(self.r.randint(0, 3)):
                    if own and self.p() < 0.65:
                        sc.append(self.narrow(self.pick(own)))
                    elif o.startswith("user:") and self.p() < 0.5:
                        sc.append(
                            self.pick(
                                [
                                    "self",
                                    "read:users!user",
                                    "servers!user",
                                    "access:servers!user",
                                    "users:activity!user",
                                    "tokens!user",
                                    "read:users:name!user",
                                    "read:servers!user",
                                    "access:servers!server",
                                    "servers!server=%s/%s" % (o[5:], self.pick(SERVERS)),
                                    "access:servers!server=%s/" % o[5:],
                                    "inherit",
                                ]
                            )
                        )
                    else:
                        sc.append(self.scope(True))
                t["scopes"] = sc
                if self.p() < 0.2:
                    x2 = self.p()
                    if x2 < 0.5 and self.services:
                        t["client"] = "service:" + self.pick(self.services)
                    elif self.servers:
                        u = self.pick(sorted(self.servers))
                        t["client"] = "server:%s/%s" % (u, self.pick(self.servers[u]))
            out.append(t)
        return out

    ENDPOINTS = [
        (
            ["read:users", "read:users:name", "read:servers", "read:users:groups", "read:users:activity", "read:roles:users"],
            "user",
        ),
        (["read:groups", "read:groups:name", "read:roles:groups"], "group"),
        (["read:services", "read:services:name", "read:roles:services"], "service"),
    ]

    def qfilter(self, kind):
        if kind == "user":
            return "user=" + self.pick([u.lower() for u in self.users] + ["nobody", "newuser"])
        if kind == "group":
            return "group=" + self.pick(self.groups + ["nogroup", "newgroup"])
        if kind == "service":
            return "service=" + self.pick(self.services + ["noservice"])
        u = self.pick([u.lower() for u in self.users] + ["nobody"])
        return "server=%s/%s" % (u, self.pick((self.servers.get(u) or []) + SERVERS + ["nosuch"]))

    KIND = {
        "user": [
            "read:users",
            "read:users:name",
            "read:users:groups",
            "read:users:activity",
            "admin:users",
            "delete:users",
            "read:tokens",
            "tokens",
            "users:activity",
            "read:roles:users",
            "admin:auth_state",
            "users",
            "servers",
            "access:servers",
            "read:servers",
        ],
        "server": ["servers", "delete:servers", "read:servers", "access:servers", "admin:server_state", "admin:servers"],
        "group": [
            "read:groups",
            "groups",
            "delete:groups",
            "admin:groups",
            "read:groups:name",
            "read:roles:groups",
            "read:users",
            "servers",
        ],
        "service": ["read:services", "access:services", "read:services:name", "read:roles:services"],
        "": [
            "list:users",
            "list:groups",
            "list:services",
            "read:hub",
            "proxy",
            "shutdown",
            "read:metrics",
            "admin:users",
            "admin:groups",
            "admin-ui",
            "read:users",
            "servers",
        ],
    }

    def queries(self, ntok, n=None, cfg=None):
        out = []
        subs = (
            ["user:" + u.lower() for u in self.users]
            + ["service:" + s for s in self.services]
            + ["token:%d" % i for i in range(ntok)] * 2
        )
        for _ in range(n or self.r.randint(4, 12)):
            s = self.pick(subs)
            x = self.p()
            if x < 0.22 and self.servers or x < 0.12:
                kind = self.pick(["user", "group", "service", "server"])
                if kind == "server":
                    if not self.servers:
                        kind = "user"
                if kind == "server":
                    u = self.pick(sorted(self.servers))
                    name = "%s/%s" % (u, self.pick(self.servers[u]))
                elif kind == "user":
                    name = self.pick([u.lower() for u in self.users])
                elif kind == "group":
                    if not self.groups:
                        continue
                    name = self.pick(self.groups)
                else:
                    if not self.services:
                        continue
                    name = self.pick(self.services)
                sc = self.pick([k for k in self.KIND[kind] if k in self.scopes])
                out.append({"subject": s, "check": {"scope": sc, "kind": kind, "name": name}})
            elif x < 0.34:
                names, kind = self.pick(self.ENDPOINTS)
                out.append({"subject": s, "any": names, "filter": self.qfilter(kind)})
            elif x < 0.62 and cfg is not None:
                # ask about something the subject (or the token's owner) holds, or nearly holds
                o = s
                if s.startswith("token:"):
                    tk = cfg[1][int(s[6:])] if int(s[6:]) < len(cfg[1]) else None
                    o = tk["owner"] if tk else s
                own = [y for y in self.owner_scopes(cfg[0], o) if y.partition("!")[0] in self.plain]
                if not own:
                    own = [
                        "read:users!user",
                        "servers!user",
                        "tokens!user",
                        "users:activity!user",
                        "access:servers!user",
                        "read:users:name!user",
                    ]
                b, _, f = self.pick(own).partition("!")
                if self.p() < 0.6:
                    b = self.pick(facts(self.version)["scopes"].get(b, {}).get("closure", [b]))
                if f == "user":
                    f = "user=" + o.partition(":")[2]
                if not f.partition("=")[2] or self.p() < 0.35:
                    dom = (
                        "group"
                        if "groups" in b
                        else "service" if "services" in b else "user" if ("user" in b or "token" in b) else "server"
                    )
                    if f.startswith("group=") and self.p() < 0.6 and dom != "group":
                        f = self.qfilter(self.pick(["user", "server"]))
                    else:
                        f = self.qfilter(dom) if self.p() < 0.85 else ""
                if f == "" and self.p() < 0.5:
                    out.append({"subject": s, "scope": b, "post_filter": True})
                else:
                    out.append({"subject": s, "scope": b + ("!" + f if f else "")})
            else:
                kind = self.pick(["user", "user", "server", "server", "group", "service", ""])
                sc = self.pick([k for k in self.KIND[kind] if k in self.scopes] + ([self.base()] if self.p() < 0.3 else []))
                q = {"subject": s, "scope": sc + ("!" + self.qfilter(kind) if kind else "")}
                if not kind and self.p() < 0.5:
                    q["post_filter"] = True
                if kind and self.p() < 0.02:
                    q["post_filter"] = True
                if self.p() < 0.01:
                    q["scope"] = sc + "!user"
                out.append(q)
        return out

    def shares(self):
        out = []
        for _ in range(self.r.randint(1, 4)):
            if not self.servers:
                break
            u = self.pick(sorted(self.servers))
            sn = self.pick(self.servers[u])
            w = "user:" + self.pick([x.lower() for x in self.users])
            if self.groups and self.p() < 0.4:
                w = "group:" + self.pick(self.groups)
            sh = {"owner": u, "server": sn, "with": w}
            x = self.p()
            if x < 0.55:
                pool = [
                    "access:servers",
                    "access:servers!server=%s/%s" % (u, sn),
                    "read:servers",
                    "servers",
                    "read:users:name",
                    "delete:servers",
                    "admin:servers",
                    "users",
                ]
                sh["scopes"] = self.r.sample(pool, self.r.randint(1, 2))
                if self.p() < 0.12:
                    sh["scopes"].append("access:servers!user=%s" % u)
                if self.p() < 0.05:
                    sh["scopes"] = []
            out.append(sh)
        return out

    def after(self):
        out = []
        for _ in range(self.r.randint(1, 2)):
            x = self.p()
            u = self.pick([u.lower() for u in self.users])
            g = self.pick(self.groups)
            if g and x < 0.35:
                out.append({"op": "group_add", "group": g, "user": u})
            elif g and x < 0.7:
                out.append({"op": "group_remove", "group": g, "user": u})
            elif g and x < 0.8:
                out.append({"op": "group_delete", "group": g})
            else:
                out.append({"op": "set_admin", "user": u, "admin": self.p() < 0.6})
        return out

    def oauth(self, cfg):
        out = []
        cl = ["service:" + s["name"] for s in cfg.get("services") or [] if s.get("oauth_client_id")]
        cl += ["server:%s/%s" % (u, s) for u in sorted(self.servers) for s in self.servers[u]]
        for _ in range(self.r.randint(1, 3)):
            if not cl:
                break
            q = {"user": self.pick([u.lower() for u in self.users]), "client": self.pick(cl)}
            x = self.p()
            if x < 0.6:
                own = self.owner_scopes(cfg, "user:" + q["user"])
                q["requested"] = [
                    self.narrow(self.pick(own)) if own and self.p() < 0.6 else self.scope(True)
                    for _ in range(self.r.randint(0, 3))
                ]
                q["requested"] = [
                    s for s in q["requested"] if s.partition("!")[0] in self.scopes or s.partition("!")[0] in self.custom
                ]
            out.append(q)
        return out
