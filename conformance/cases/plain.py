"""Random cases as an administrator might write them, with the odd mistake. One seed, one case, for every version of a family.

The recorded vectors come from here: their seeds give their cases again, so the order of random calls must stay.
"""

import json

from conformance.cases.asks import Asks


class Gen(Asks):
    """A whole case of the plain profile; other profiles are subclasses with their own words and weights."""

    kinds = ["config", "token", "restart", "share", "after", "oauth"], [44, 24, 14, 8, 5, 5]

    def mutate(self, c):
        c = json.loads(json.dumps(c))
        rs = c["load_roles"]
        for _ in range(self.r.randint(1, 3)):
            x = self.p()
            if x < 0.2 and rs:
                rs.pop(self.r.randrange(len(rs)))
            elif x < 0.35 and rs:
                d = self.pick(rs)
                k = self.pick(["users", "groups", "services"])
                d.pop(k, None)
            elif x < 0.5 and rs:
                d = self.pick(rs)
                k = self.pick(["users", "groups", "services"])
                d[k] = self.members(k)
            elif x < 0.6 and rs:
                d = self.pick(rs)
                if d.get("name") != "admin":
                    d["scopes"] = self.scope_list(0, 3)
            elif x < 0.66 and rs:
                d = self.pick(rs)
                d.pop(self.pick(["scopes", "description"]), None)
            elif x < 0.72:
                if not any(d.get("name") == "user" for d in rs):
                    rs.append({"name": "user", "scopes": ["read:users!user"]})
                else:
                    c["load_roles"] = rs = [d for d in rs if d.get("name") != "user"]
            elif x < 0.78:
                have = {d.get("name") for d in rs}
                n = self.pick([n for n in self.GOOD_NAMES if n not in have])
                rs.append(self.role(n))
            elif x < 0.84 and c.get("services"):
                c["services"].pop(self.r.randrange(len(c["services"])))
            elif x < 0.89:
                if c.get("admin_users"):
                    c.pop("admin_users")
                else:
                    c["admin_users"] = self.r.sample(self.users, 1)
            elif x < 0.94 and c.get("load_groups"):
                k = self.pick(sorted(c["load_groups"]))
                if self.p() < 0.5:
                    c["load_groups"].pop(k)
                else:
                    c["load_groups"][k] = self.r.sample(self.users, self.r.randint(0, len(self.users)))
            else:
                if not any(d.get("name") == "admin" for d in rs):
                    rs.append({"name": "admin", "users": self.members("users")})
        return c

    def case(self):
        self.kind = self.r.choices(*self.kinds)[0]
        if self.kind == "share" and self.major < 5:
            self.kind = "token"
        if self.kind == "oauth" and (self.major < 4):
            self.kind = "config"
        if self.kind in ("share", "oauth") and not self.servers:
            self.servers = {self.users[0].lower(): ["", "lab"]}
        cfg = self.config()
        if self.kind in ("share", "oauth"):
            cfg["users"] = sorted({u.lower() for u in self.users if "/" not in u})
            cfg["servers"] = self.servers
        c = {"version": self.version, "config": cfg}
        toks = self.tokens(cfg, *((2, 6) if self.kind == "token" else (0, 2)))
        if toks:
            c["tokens"] = toks
        if self.kind == "share":
            c["shares"] = self.shares()
        if self.kind == "after":
            c["after"] = self.after()
        if self.kind == "oauth":
            c["oauth"] = self.oauth(cfg)
        c["queries"] = self.queries(len(toks), cfg=(cfg, toks))
        if self.kind == "restart":
            c["restart"] = []
            prev, nt, alltoks = cfg, len(toks), list(toks)
            for _ in range(self.r.randint(1, 3)):
                nc = self.mutate(prev)
                nc.pop("legacy_users", None)
                nc.pop("legacy_admins", None)
                st = {"config": nc}
                t2 = self.tokens(nc, 0, 1)
                if t2:
                    st["tokens"] = t2
                nt += len(t2)
                alltoks = alltoks + t2
                st["queries"] = self.queries(nt, self.r.randint(2, 5), cfg=(nc, alltoks))
                c["restart"].append(st)
                prev = nc
        return c


def gen_case(seed, version):
    g = Gen(seed, version)
    c = g.case()
    return {"seed": seed, "kind": g.kind, "case": c}
