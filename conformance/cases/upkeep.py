"""A Hub over the years: upgrades, renamed roles, services that come and go, blocked users, tokens in the config, many starts."""

from conformance.cases.plain import Gen


class Upkeep(Gen):
    def __init__(self, seed, version):
        super().__init__(seed, version, "upkeep")
        self.bad = self.p() < 0.08
        self.weird = False
        self.legacy = self.p() < 0.35

    def config(self):
        config = super().config()
        if self.legacy:
            config["legacy_users"] = [u.lower() for u in self.r.sample(self.users, self.r.randint(1, len(self.users)))] + [
                "old1"
            ][: self.r.randint(0, 1)]
            config["legacy_admins"] = self.r.sample(config["legacy_users"], self.r.randint(0, 1))
        self._users(config)
        self._tokens(config)
        for service in config.get("services") or []:
            if self.p() < 0.3:
                service["admin"] = self.p() < 0.7
            if self.p() < 0.15:
                service["url"] = self.pick(["http://127.0.0.1:9999", "https://svc.example.org/", ""])
            if self.p() < 0.1:
                service["oauth_client_id"] = self.pick(["service-other", "grader", "service-" + service["name"]])
            if self.p() < 0.2:
                service["oauth_roles"] = self.r.sample(["user", "token", "reader", "admin", "nosuchrole"], 2)
            if self.p() < 0.03:
                service[self.pick(["users", "scopes", "roles", "prefix"])] = []
        if self.p() < 0.5 and not any(role.get("name") == "admin" for role in config["load_roles"]):
            admin = {"name": "admin"}
            for kind in ("users", "services"):
                if self.p() < 0.5:
                    admin[kind] = self.members(kind)
            config["load_roles"].append(admin)
        return config

    def _users(self, config):
        for key, chance in (("admin_users", 0.4), ("allowed_users", 0.3), ("blocked_users", 0.3)):
            if self.p() < chance:
                config[key] = self.r.sample(self.users, self.r.randint(1, min(2, len(self.users))))
        if self.major >= 5:
            for key in ("allow_all", "allow_existing_users"):
                config.pop(key, None)
            if self.p() < 0.4:
                config["allow_all"] = self.p() < 0.2
                if self.p() < 0.5:
                    config["allow_existing_users"] = self.p() < 0.5
        if self.p() < 0.1:
            config["blocked_users"] = [*config.get("blocked_users", []), "nobody", "old1"]

    def _tokens(self, config):
        if self.p() < 0.35:
            config["api_tokens"] = {
                f"user-token-{i}-{self.r.randint(0, 2)}": self.pick([*self.users, "tokenuser"])
                for i in range(self.r.randint(1, 3))
            }
        if self.p() < 0.25:
            config["service_tokens"] = {
                f"service-token-{i}-{self.r.randint(0, 2)}": self.pick([*self.services, "implicit-service"])
                for i in range(self.r.randint(1, 2))
            }
        if self.p() < 0.03:
            config["api_tokens"] = {"short": self.pick(self.users)}

    def mutate(self, config):
        config = super().mutate(config)
        roles = config["load_roles"]
        for _ in range(self.r.randint(0, 3)):
            x = self.p()
            if x < 0.2 and roles:
                role = self.pick(roles)
                if role.get("name") not in ("admin", "user", "server", "token"):
                    role["name"] = self.pick(self.GOOD_NAMES)
            elif x < 0.35:
                self._users(config)
            elif x < 0.5:
                self._tokens(config)
            elif x < 0.65 and config.get("services"):
                service = self.pick(config["services"])
                service[self.pick(["admin"])] = self.p() < 0.5
            elif x < 0.75:
                config.setdefault("services", []).append(self.service(self.pick(["late-service", "grader", "hook"])))
            elif x < 0.85 and config.get("custom_scopes"):
                config.pop("custom_scopes")
            elif x < 0.93:
                for key in ("admin_users", "allowed_users", "blocked_users", "api_tokens"):
                    config.pop(key, None)
            else:
                config["load_roles"] = roles = []
        return config

    def case(self):
        case = super().case()
        for step in case.get("restart") or []:
            groups = list(step["config"].get("load_groups") or {})
            if self.p() < 0.3 and groups:
                self.groups = groups
                step["after"] = self.after()
            if self.major >= 5 and self.servers and self.p() < 0.3:
                step["shares"] = self.shares()
            if self.major >= 4 and self.p() < 0.2:
                step["oauth"] = self.oauth(step["config"])
            if self.p() < 0.15:
                step.setdefault("after", []).append({"op": "user_delete", "user": self.pick(self.users).lower()})
        return case

    kinds = ["config", "token", "restart", "share", "after", "oauth"], [10, 10, 60, 8, 6, 6]


def gen_case(seed, version):
    g = Upkeep(seed, version)
    case = g.case()
    return {"seed": seed, "kind": g.kind, "case": case}
