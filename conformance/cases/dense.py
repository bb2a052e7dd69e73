"""Few names, few scopes, many filters: roles, tokens and shares that meet each other everywhere.

The plain profile spreads over all scopes, so two filtered holdings of one base are rare there. Here intersections,
narrowing and covering are what a case is made of.
"""

from conformance.cases.plain import Gen

_FAMILIES = [
    ["users", "read:users", "read:users:name", "list:users", "users:activity", "read:users:activity", "read:users:groups"],
    ["admin:servers", "servers", "read:servers", "delete:servers", "access:servers", "admin:server_state", "start:servers"],
    ["admin:groups", "groups", "read:groups", "list:groups", "read:groups:name", "delete:groups", "read:roles:groups"],
    ["tokens", "read:tokens", "admin:users", "delete:users", "admin:auth_state", "read:roles:users", "read:roles"],
    ["shares", "read:shares", "users:shares", "read:users:shares", "groups:shares", "read:groups:shares", "access:servers"],
    [
        "access:services",
        "read:services",
        "list:services",
        "read:services:name",
        "read:roles:services",
        "admin:services",
        "read:roles",
    ],
]


class Dense(Gen):
    def __init__(self, seed, version):
        super().__init__(seed, version, "dense")
        self.bad = self.weird = False
        self.users = ["alice", "bob", "carol"][: self.r.choice([2, 3, 3])]
        self.groups = ["staff", "class-A", "class-B"][: self.r.choice([1, 2, 3])]
        self.services = ["grader", "hook"][: self.r.choice([1, 1, 2])]
        self.servers = {u: self.r.sample(["", "lab"], self.r.choice([1, 2])) for u in self.users if self.p() < 0.8}
        family = self.pick([f for f in _FAMILIES if len([s for s in f if s in self.scopes]) > 3])
        self.family = [s for s in family if s in self.scopes]
        self.empty = self.p() < 0.04  # filters without a value: such a Hub answers with errors

    def base(self):
        return self.pick(self.family) if self.p() < 0.93 else self.pick(self.plain)

    def filt(self):
        x = self.p()
        if self.empty and x < 0.15:
            return self.pick(["!", "!user=", "!group=", "!server=", "!service="])
        if x < 0.1:
            return self.pick(["!user", "!server", "!service"])
        if x < 0.35:
            return "!user=" + self.pick(self.users)
        if x < 0.62:
            return "!group=" + self.pick(self.groups)
        if x < 0.92:
            return "!server={}/{}".format(self.pick(self.users), self.pick(["", "lab", "lab", "new"]))
        if x < 0.97:
            return "!service=" + self.pick(self.services)
        return self.pick(
            [
                "!user=nobody",
                "!group=nogroup",
                "!server=nobody/lab",
                "!server=lab",
                "!server=alice",
                "!server=alice/a/b",
                "!user=alice!user=bob",
            ]
        )

    def scope(self, token=False):
        x = self.p()
        if x < 0.03:
            return self.pick(["self", "inherit", "(no_scope)"])
        return self.base() + (self.filt() if self.p() < 0.85 else "")

    def scope_list(self, lo=0, hi=4, token=False):
        return super().scope_list(max(lo, 1), hi + 2, token)


def gen_case(seed, version):
    g = Dense(seed, version)
    case = g.case()
    return {"seed": seed, "kind": g.kind, "case": case}
