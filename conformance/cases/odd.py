"""What nobody means to write and the Hub answers all the same: odd names, unknown keys, nulls, edges of patterns."""

from conformance.cases.plain import Gen

_USERS = [
    "Alice",
    "BOB",
    "İpek",
    "straße",
    "ǅ",
    "user@example.org",
    "o'neil",
    "a,b",
    "eve!x",
    "dave=x",
    "x=y!z",
    "a b",
    "née",
    "名前",
    "tab\tname",
    "new\nline",
    "+1",
    "-x",
    ".",
    "..",
    "%41",
    "user",
    "admin",
    "inherit",
    "service:x",
    "x" * 255,
    "😀",
]
_BAD_USERS = ["", "a/b", "/", " lead", "trail ", "\u00a0x", "\n", "x\n", "\tx"]
_GROUPS = [
    "Staff",
    "staff ",
    " staff",
    "g/1",
    "g=1",
    "g!x",
    "a,b",
    "",
    "名",
    "user",
    "alice",
    "server=x",
    "*",
    "x" * 300,
    "new\nline",
]
_SERVICES = ["Grader", "my service", "svc/1", "svc=1", "svc!x", "名", "x" * 200, "alice", "user"]
_SERVERS = ["", "lab", "Lab", "a b", "a/b", "x=y", "x!y", "名", "lab/", "user=alice"]
_ROLE_NAMES = [
    "abc",
    "ab",
    "a-b",
    "ab-",
    "ab_",
    "a_b",
    "a.b",
    "a~b",
    "a..b",
    "1bc",
    "aB1",
    "abC",
    "ab\n",
    "abc\n",
    "abc\n\n",
    "\nabc",
    " abc",
    "abc ",
    "a" * 254,
    "a" * 255,
    "a" * 256,
    "aé1",
    "a٣b",
    "ab٣",
    "ａｂｃ",
    "",
    "a" * 255 + "\n",
    "a!b",
    "a=b",
    "user ",
    "User",
    "admin.",
    "serveR",
    "tokens",
    "users",
]
_BASES = [
    "all",
    "read:all",
    "ALL",
    "users ",
    " users",
    "users\n",
    "read:users:",
    ":users",
    "users::name",
    "read: users",
    "custom:",
    "custom:x",
    "custom:undefined:x",
    "(no_scope) ",
    "no_scope",
    "selfs",
    "inherit!",
    "self!",
    "all!user",
    "",
    "!",
    "!user",
    "!user=x",
    "read:users:names",
    "servers,users",
    "*",
    "read:*",
    "admin",
    "None",
    "ｓｅｌｆ",
    "access:servers:x",
    "start:servers",
    "shares",
    "users:shares",
    "admin-ui",
    "admin:services",
    "read:metrics",
]
_FILTERS = [
    "!user=",
    "!user",
    "!User",
    "!user ",
    "! user",
    "!user =x",
    "!user= x",
    "!users",
    "!users=x",
    "!username=x",
    "!server",
    "!servers",
    "!servers=x",
    "!server=",
    "!server=/",
    "!server=/lab",
    "!server=alice/",
    "!server=alice//",
    "!server=alice/lab/",
    "!server=alice",
    "!service",
    "!services",
    "!service=",
    "!service=x/y",
    "!group",
    "!group=",
    "!groups=x",
    "!group =x",
    "!",
    "!!",
    "!=",
    "!=x",
    "!user!user",
    "!user=a!user=b",
    "!user=a=b",
    "!user==",
    "!serverx",
    "!server/x",
    "!userx=1",
    "!user\n",
    "!user=\n",
    "!group=a,b",
    "!all",
    "!self",
    "!inherit",
    "!user=名",
    "!user=Alice",
    "!None",
]
_PATTERNS = [
    "",
    "[a-z]+",
    "^[a-z]+$",
    "a.*",
    ".*",
    r"\w+",
    r"[^@]+@example\.org",
    "(alice|bob)",
    "^.{1,5}$",
    r"[a-z0-9\-]+",
    "(?i)alice",
]


class Odd(Gen):
    def __init__(self, seed, version):
        super().__init__(seed, version, "odd")
        self.weird, self.bad = True, self.p() < 0.3
        # Each case is odd in one or two ways, else every start would be refused.
        ways = [
            "users",
            "groups",
            "services",
            "servers",
            "roles",
            "bases",
            "filters",
            "keys",
            "nulls",
            "map",
            "twice",
            "badusers",
        ]
        self.ways = set(self.r.sample(ways, self.r.choice([1, 1, 2])))
        if "users" in self.ways:
            self.users += self.r.sample(_USERS, self.r.randint(1, 3))
        if "groups" in self.ways:
            self.groups += self.r.sample(_GROUPS, self.r.randint(1, 2))
        if "services" in self.ways:
            self.services = [*self.services, *self.r.sample(_SERVICES, self.r.randint(1, 2))]
        if "servers" in self.ways:
            for user in self.users:
                self.servers[user.lower()] = self.r.sample(_SERVERS, 3)

    def filt(self):
        if "filters" in self.ways and self.p() < 0.25:
            return self.pick(_FILTERS)
        return super().filt()

    def base(self):
        if "bases" in self.ways and self.p() < 0.12:
            return self.pick(_BASES)
        return super().base()

    def roles(self):
        roles = super().roles()
        if "roles" in self.ways:
            roles.insert(self.r.randint(0, len(roles)), self.role(self.pick(_ROLE_NAMES)))
        for role in roles:
            if "keys" in self.ways and self.p() < 0.4:
                role[
                    self.pick(["group", "user", "service", "tokens", "Users", "scope", "managed_by_auth", "extra", "displayname"])
                ] = self.pick([[], ["x"], True, "x", 1])
                if isinstance(role.get("managed_by_auth"), (list, str, int)):
                    del role["managed_by_auth"]  # only with an authenticator that manages roles
            if "nulls" in self.ways and self.p() < 0.35:
                role[self.pick(["scopes", "description"])] = None
            if "twice" in self.ways and self.p() < 0.5:
                kind = self.pick(["users", "groups", "services"])
                if role.get(kind):
                    again = self.pick(role[kind])
                    role[kind].append(again.upper() if kind == "users" and self.p() < 0.4 else again)
            if "badusers" in self.ways and self.p() < 0.2:
                role.setdefault("users", []).append(self.pick(_BAD_USERS))
        return roles

    def config(self):
        config = super().config()
        if "map" in self.ways:
            names = [*self.users, "newuser", "alice"]
            config["username_map"] = {
                self.pick(names).lower() if self.p() < 0.8 else self.pick(names): self.pick(
                    [*names, "mapped", "Mapped", "a/b", ""]
                )
                for _ in range(self.r.randint(0, 3))
            }
            config["username_pattern"] = self.pick(_PATTERNS)
        if "nulls" in self.ways and self.p() < 0.3 and self.major >= 4:
            config.setdefault("load_groups", {})["empty"] = self.pick(
                [{}, {"users": []}, {"properties": {}}, {"properties": {"a": 1}}]
            )
        if "twice" in self.ways and config.get("services") and self.p() < 0.4:
            config["services"].append(dict(self.pick(config["services"])))
        if "twice" in self.ways:
            for key in ("admin_users", "allowed_users", "blocked_users"):
                if config.get(key) and self.p() < 0.5:
                    config[key] = [*config[key], config[key][0].upper()]
        if "badusers" in self.ways and self.p() < 0.5:
            config[self.pick(["admin_users", "allowed_users"])] = [self.pick(_BAD_USERS)]
        return config


def gen_case(seed, version):
    g = Odd(seed, version)
    case = g.case()
    return {"seed": seed, "kind": g.kind, "case": case}
