"""Custom scopes: a hundred of them, deep and wide, with filters; and definitions at the edges of what is accepted."""

from conformance.cases.plain import Gen

_EDGES = [
    "custom:ab",
    "custom:abc",
    "custom:a:b",
    "custom:a*",
    "custom:a_",
    "custom:a**",
    "custom:ab-",
    "custom:-ab",
    "custom:_ab",
    "custom:*ab",
    "custom:1b2",
    "custom:ab:",
    "custom:a::b",
    "custom:a b",
    "custom:aB1",
    "custom:ab\n",
    "custom:abc\n",
    "Custom:abc",
    "custom:",
    "custom",
    "custom:é1x",
    "custom:ab!user",
    "custom:ab=c",
    "custom:a.b.c",
    "users",
    "self",
    "inherit",
    "read:users",
]


class Custom(Gen):
    def __init__(self, seed, version):
        super().__init__(seed, version, "custom")
        self.bad = self.weird = False
        self.edge = self.p() < 0.35
        count = self.r.choice([1, 3, 8, 8, 20, 100 if self.p() < 0.3 else 12])
        names = [f"custom:{self.pick(['app', 'svc', 'grades'])}:{i}" for i in range(count)]
        self.custom = {}
        for i, name in enumerate(names):
            entry = {"description": f"custom {i}"}
            later = names[i + 1 :]
            if later and self.p() < 0.6:
                entry["subscopes"] = self.r.sample(later, min(len(later), self.r.randint(1, 4)))
            elif self.p() < 0.15:
                entry["subscopes"] = []
            self.custom[name] = entry
        if self.p() < 0.06 and len(names) > 1:  # a circle
            self.custom[names[-1]]["subscopes"] = [names[0]]
        keys = list(self.custom)
        self.r.shuffle(keys)
        self.custom = {key: self.custom[key] for key in keys}
        if self.edge:
            self._edge(keys)

    def _edge(self, keys):
        x, name = self.p(), self.pick(keys)
        if x < 0.45:
            self.custom[self.pick(_EDGES)] = {"description": "edge"}
        elif x < 0.55:
            self.custom[name]["subscopes"] = self.pick(
                [["users"], ["custom:none:x"], "custom:app:0", [1], {}, None, [""], ["custom:app:0", "users"]]
            )
        elif x < 0.65:
            self.custom[name].pop("description", None)
        elif x < 0.8:
            self.custom[name][self.pick(["extra", "name", "scopes", "Description"])] = self.pick([1, "x", []])
            self.custom[name][self.pick(["more", "extra"])] = None
        else:
            self.custom[name]["description"] = self.pick(["", None, 1, ["x"]])

    def base(self):
        return self.pick(list(self.custom)) if self.major >= 3 and self.p() < 0.7 else super().base()

    def config(self):
        custom = self.custom
        config = super().config()
        if self.major >= 3:
            self.custom = config["custom_scopes"] = custom
        return config


def gen_case(seed, version):
    g = Custom(seed, version)
    case = g.case()
    return {"seed": seed, "kind": g.kind, "case": case}
