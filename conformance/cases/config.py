"""Random configs: the words they are made of, scopes, roles, groups, services, custom scopes."""

import random

from conformance.cases.facts import facts

USERS = ["alice", "bob", "carol", "dave", "eve", "frank", "grace", "heidi", "ivan", "judy"]
ODD_USERS = ["Alice", "user.dots-1", "o'neil", "eve!x", "dave=x", "jürgen", "a b", "UPPER"]
BAD_USERS = ["", "a/b", " lead"]
GROUPS = ["class-A", "class-B", "staff", "admins", "teachers", "PythonForMorons101"]
ODD_GROUPS = ["Group X", "g/1", "g=1", "alice"]
SERVICES = ["idle-culler", "grader", "announcer", "external"]
SERVERS = ["", "lab", "gpu", "lab-2"]


class Configs:
    """Draws a config. Subclasses draw what is asked of it."""

    def __init__(self, seed, version, stream="rbac"):
        self.seed, self.version = seed, version
        self.major = int(version.split(".")[0])
        self.r = random.Random(f"{stream}-{seed}")
        f = facts(version)
        self.scopes = f["order"]
        self.plain = [s for s in self.scopes if s not in ("(no_scope)", "self", "inherit")]
        self.p = self.r.random
        nu = self.r.choice([2, 3, 4, 6])
        self.users = self.r.sample(USERS, nu)
        self.groups = self.r.sample(GROUPS, self.r.choice([0, 1, 2, 3]))
        self.services = self.r.sample(SERVICES, self.r.choice([0, 1, 2, 2]))
        if self.p() < 0.06:
            self.users.append(self.r.choice(ODD_USERS))
        if self.p() < 0.05:
            self.groups.append(self.r.choice(ODD_GROUPS))
        self.custom = {}
        self.bad = self.p() < 0.16  # this case may contain errors
        self.weird = self.p() < 0.15  # odd but (mostly) accepted forms
        self.servers = {}
        for u in self.users:
            if self.p() < 0.5:
                self.servers[u.lower() if u != "jürgen" else u] = self.r.sample(SERVERS, self.r.choice([1, 2, 3]))

    # -- pieces
    def pick(self, xs, default=None):
        return self.r.choice(xs) if xs else default

    def filt(self):
        x = self.p()
        if x < 0.17:
            return "!user"
        if x < 0.37:
            return "!user=" + self.pick(self.users)
        if x < 0.62 and self.groups:
            return "!group=" + self.pick(self.groups)
        if x < 0.80:
            u = self.pick(self.users)
            return "!server=%s/%s" % (u, self.pick(self.servers.get(u) or SERVERS))
        if x < 0.85:
            return "!server"
        if x < 0.93 and self.services:
            return "!service=" + self.pick(self.services)
        if x < 0.96:
            return "!service"
        return "!user=" + self.pick(USERS)

    def weird_filt(self):
        u = self.pick(self.users)
        return self.pick(
            [
                "!",
                "!user=",
                "!group=",
                "!server=",
                "!server=%s" % u,
                "!server=%s/a/b" % u,
                "!service=",
                "!user=nobody",
                "!group=nogroup",
                "!service=noservice",
                "!server=nobody/",
                "!user=%s!user=x" % u,
                "!user=*",
            ]
        )

    def bad_filt(self):
        return self.pick(
            [
                "!group",
                "!foo",
                "!foo=bar",
                "!users=alice",
                "!username=alice",
                "!User=alice",
                "! user=alice",
                "!=x",
                "!server/x",
                "!owner",
            ]
        )

    def bad_scope(self):
        return self.pick(
            [
                "all",
                "read:all",
                "nonexistent",
                "Users",
                "users:name",
                "read:users:names",
                "",
                "admin",
                "read:inherit",
                " users",
                "users ",
                "read",
                "access:server",
                "custom:undefined",
                "self:x",
                "*",
                "users,groups",
                "admin:user!user=alice",
            ]
        )

    FAVOUR = [
        "users",
        "read:users",
        "read:users:name",
        "list:users",
        "servers",
        "admin:servers",
        "read:servers",
        "access:servers",
        "groups",
        "read:groups",
        "list:groups",
        "admin:groups",
        "tokens",
        "read:tokens",
        "admin:users",
        "users:activity",
        "read:users:groups",
        "read:users:activity",
        "delete:servers",
        "delete:users",
        "read:roles:users",
        "read:services",
        "access:services",
        "list:services",
        "admin-ui",
    ]

    def base(self):
        x = self.p()
        if x < 0.62:
            b = self.pick(self.FAVOUR)
            if b in self.scopes:
                return b
        if x < 0.66 and self.custom:
            return self.pick(sorted(self.custom))
        if x < 0.70 and self.major >= 5:
            return self.pick(
                ["shares", "read:shares", "users:shares", "groups:shares", "read:users:shares", "read:groups:shares"]
            )
        return self.pick(self.plain)

    def scope(self, token=False):
        x = self.p()
        if x < 0.06:
            return "self"
        if x < (0.10 if token else 0.075):
            return "inherit"
        if x < 0.085:
            return "(no_scope)"
        if self.bad and x < 0.12:
            return self.bad_scope()
        b = self.base() if self.p() > 0.02 else self.pick(["self", "inherit", "(no_scope)"])
        if self.bad and self.p() < 0.05:
            return b + self.bad_filt()
        if self.weird and self.p() < 0.12:
            return b + self.weird_filt()
        if self.p() < 0.5:
            return b
        return b + self.filt()

    def scope_list(self, lo=0, hi=4, token=False):
        n = self.r.randint(lo, hi)
        return [self.scope(token) for _ in range(n)]

    GOOD_NAMES = [
        "reader",
        "server-rights",
        "idle-culler",
        "api-launcher",
        "class-a-student",
        "teacher",
        "instructor-group-management",
        "can-start-servers",
        "default-user-permissions",
        "abc",
        "a-b",
        "x.y~z_1",
        "role0",
        "role-1",
        "r_9",
        "elevated",
    ]
    BAD_NAMES = [
        "Ab",
        "a",
        "ab",
        "role with space",
        "-abc",
        "abc-",
        "abc_",
        "1abc",
        "é-role",
        "a" * 256,
        "UPPER",
        "abc.",
        "a/b/c",
        "role!x",
        "ab\n",
        "",
    ]
    OK_ODD_NAMES = ["a" * 255, "abc\n", "a1b", "a~~b", "a.-_~9"]

    def members(self, kind):
        pool = {"users": self.users, "groups": self.groups, "services": self.services}[kind]
        if not pool:
            out = []
        else:
            out = self.r.sample(pool, self.r.randint(0, min(3, len(pool))))
        if self.p() < 0.06 and kind == "users":
            out.append(self.pick(USERS + ["newuser"]))
        if self.p() < 0.06 and kind == "groups":
            out.append(self.pick(["newgroup"] + GROUPS))
        if self.p() < 0.9:
            out = list(dict.fromkeys(out))
        if self.bad:
            if kind == "services" and self.p() < 0.15:
                out.append("undefined-service")
            if kind == "users" and self.p() < 0.06:
                out.append(self.pick(BAD_USERS))
        if self.weird and kind == "users" and out and self.p() < 0.12:
            if self.p() < 0.8:
                out[0] = out[0].upper()
            else:
                out.append(out[0].upper())
        return out

    def role(self, name):
        d = {"name": name}
        if self.p() < 0.7:
            d["description"] = self.pick(["a role", "Role %s" % name[:20], ""])
        if self.p() < 0.94:
            d["scopes"] = self.scope_list(1, 4)
        elif self.p() < 0.5:
            d["scopes"] = []
        for k, pr in (("users", 0.6), ("groups", 0.45), ("services", 0.4)):
            if self.p() < pr:
                d[k] = self.members(k)
        if self.weird and self.p() < 0.05:
            d["tokens"] = ["x"]
        return d

    def roles(self):
        n = self.r.choice([1, 1, 2, 2, 3, 4, 5])
        names = self.r.sample(self.GOOD_NAMES, n)
        out = [self.role(x) for x in names]
        x = self.p()
        if x < 0.12:
            d = {"name": "user"}
            if self.p() < 0.85:
                d["scopes"] = self.pick(
                    [["read:users!user"], ["self"], [], ["self"] + self.scope_list(1, 2), self.scope_list(1, 3)]
                )
            if self.p() < 0.3:
                d["users"] = self.members("users")
            if self.p() < 0.2:
                d["groups"] = self.members("groups")
            if self.p() < 0.4:
                d["description"] = "custom user"
            out.insert(self.r.randint(0, len(out)), d)
        if 0.08 < x < 0.18:
            d = {
                "name": "server",
                "scopes": self.pick(
                    [
                        ["inherit"],
                        ["self"],
                        ["users:activity!user"],
                        ["users:activity!user", "access:servers!server", "read:users!user"],
                        self.scope_list(1, 3),
                    ]
                ),
            }
            out.insert(self.r.randint(0, len(out)), d)
        if 0.14 < x < 0.24:
            d = {"name": "token"}
            if self.p() < 0.9:
                d["scopes"] = self.pick([["inherit"], ["self"], ["read:users!user"], [], self.scope_list(1, 3, True)])
            out.insert(self.r.randint(0, len(out)), d)
        if 0.22 < x < 0.34:
            d = {"name": "admin"}
            if self.p() < 0.7:
                d["users"] = self.members("users")
            if self.p() < 0.4:
                d["services"] = self.members("services")
            if self.p() < 0.3:
                d["groups"] = self.members("groups")
            if self.p() < 0.25:
                d["scopes"] = self.pick(
                    [["admin:users"], next(r["scopes"] for r in facts(self.version)["default_roles"] if r["name"] == "admin")]
                )
            if self.p() < 0.15:
                d["description"] = self.pick(["boss", "Elevated privileges (can do anything)"])
            out.insert(self.r.randint(0, len(out)), d)
        if self.bad:
            y = self.p()
            if y < 0.15:
                out.insert(self.r.randint(0, len(out)), self.role(self.pick(self.BAD_NAMES)))
            elif y < 0.22:
                out.append(dict(self.role(out[0]["name"])))
            elif y < 0.26:
                d = self.role("x")
                d.pop("name")
                out.append(d)
        if self.weird and self.p() < 0.2:
            out.append(self.role(self.pick(self.OK_ODD_NAMES)))
        return out

    def load_groups(self):
        g = {}
        for n in self.groups:
            if self.p() < 0.85:
                us = self.r.sample(self.users, self.r.randint(0, len(self.users)))
                if self.p() < 0.08:
                    us.append(self.pick(USERS))
                if self.bad and self.p() < 0.05:
                    us.append(self.pick(BAD_USERS))
                if self.major >= 4 and self.p() < 0.7:
                    g[n] = {"users": us}
                    if self.p() < 0.1:
                        g[n]["properties"] = {"k": 1}
                    if self.p() < 0.05:
                        g[n].pop("users")
                else:
                    g[n] = us
        return g

    def service(self, n):
        d = {"name": n}
        if self.p() < 0.12:
            d["admin"] = self.p() < 0.8
        if self.p() < 0.4:
            d["api_token"] = "secret-token-" + n
        if self.p() < 0.35:
            d.setdefault("api_token", "secret-token-" + n)
            d["oauth_redirect_uri"] = "https://%s.example.org/cb" % n
            d["oauth_client_id"] = "service-" + n
            if self.major >= 3 and self.p() < 0.7:
                d["oauth_client_allowed_scopes"] = self.scope_list(0, 3, True)
            elif self.p() < 0.4:
                d["oauth_roles"] = [self.pick(["user", "token", "reader", "admin"])]
        if self.bad and self.p() < 0.04:
            d["nosuchfield"] = 1
        return d

    CUSTOM_OK = {
        "custom:jupyter_server:read:contents": {"description": "read files"},
        "custom:jupyter_server:read": {"description": "read", "subscopes": ["custom:jupyter_server:read:contents"]},
        "custom:jupyter_server:*": {
            "description": "any",
            "subscopes": ["custom:jupyter_server:read", "custom:jupyter_server:read:contents"],
        },
        "custom:grades:write": {"description": "write grades"},
    }
    CUSTOM_BAD = [
        {"custom:x": {"description": "too short?"}},
        {"mine:x:y": {"description": "bad prefix"}},
        {"custom:a:b-": {"description": "ends with -"}},
        {"custom:ab:c": {}},
        {"custom:ab:c": {"description": "d", "subscopes": ["users"]}},
        {"custom:ab:c": {"description": "d", "subscopes": ["custom:none"]}},
        {"custom:ab:c": {"description": "d", "subscopes": "custom:ab:c"}},
        {"users": {"description": "redefine"}},
        {"custom:AB:c": {"description": "upper"}},
        {"custom:ab:c": {"description": "d", "extra": 1}},
        {"custom:_ab": {"description": "underscore"}},
        {"custom:ab:": {"description": "colon end"}},
    ]

    def config(self):
        if self.p() < 0.12 and self.major >= 3:
            if self.bad and self.p() < 0.5:
                self.custom = dict(self.pick(self.CUSTOM_BAD))
            else:
                self.custom = dict(self.CUSTOM_OK)
                if self.p() < 0.4:
                    self.custom = {"custom:grades:write": {"description": "write grades"}}
        c = {"load_roles": self.roles()}
        if self.custom:
            c["custom_scopes"] = self.custom
        lg = self.load_groups()
        if lg:
            c["load_groups"] = lg
        if self.services:
            c["services"] = [self.service(n) for n in self.services]
        c["users"] = [u for u in self.users if self.p() < 0.7 and "/" not in u]
        c["users"] = [u for u in c["users"] if u == u.lower()]
        if self.p() < 0.2:
            c["admin_users"] = self.r.sample(self.users, 1)
        if self.p() < 0.12:
            c["allowed_users"] = self.r.sample(self.users, self.r.randint(1, len(self.users)))
        if self.p() < 0.05:
            c["blocked_users"] = self.r.sample(self.users, 1)
        if self.p() < 0.04:
            c["legacy_users"] = self.r.sample(self.users, 1)
            c["legacy_users"] = [x.lower() for x in c["legacy_users"]]
            if self.p() < 0.4:
                c["legacy_admins"] = c["legacy_users"][:1]
        if self.servers:
            c["servers"] = self.servers
        if self.major >= 6 and self.p() < 0.12:
            c["extra_user_scopes"] = sorted(set(self.scope_list(1, 2)))
        if self.major >= 4 and self.p() < 0.06:
            c["spawner_server_token_scopes"] = self.scope_list(1, 3, True)
        if self.p() < 0.05 and self.major >= 3:
            c["spawner_oauth_client_allowed_scopes"] = self.scope_list(1, 2, True)
        return c
