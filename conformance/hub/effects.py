"""What a request does to the database: its rows before and after, as flat data, read with plain SQL.

Reading through the ORM would cost three times what the request itself costs.
"""

import collections
import json


class Tables:
    """The database of a listening Hub."""

    def __init__(self, hub, app):
        self._hub, self._app = hub, app
        self._names = set(hub.orm.Base.metadata.tables)

    def read(self):
        """{"user:NAME": {...}, "group:NAME": {...}, "service:NAME": {...}, "share:OWNER/SERVER>WITH": [...], "share_codes": N}"""
        self._app.db.flush()
        run = self._hub.database.execute
        state = {}
        roles = _lists(run("select m.user_id, r.name from user_role_map m join roles r on r.id = m.role_id"))
        groups = _lists(run("select m.user_id, g.name from user_group_map m join groups g on g.id = m.group_id"))
        tokens = collections.Counter(row[0] for row in run("select user_id from api_tokens where user_id is not null"))
        servers = collections.defaultdict(dict)
        for user, name, active in run("select user_id, name, server_id is not null from spawners"):
            if name or active:
                servers[user][name] = bool(active)
        users = run("select id, name, admin from users order by id")
        for user, name, admin in users:
            state["user:" + name] = {
                "admin": bool(admin),
                "roles": sorted(roles[user]),
                "groups": sorted(groups[user]),
                "tokens": tokens[user],
                "servers": servers[user],
            }
        members = _lists(run("select m.group_id, u.name from user_group_map m join users u on u.id = m.user_id"))
        properties = "properties" if "properties" in self._hub.orm.Group.__table__.columns else "null"
        for group, name, value in run(f"select id, name, {properties} from groups order by id"):
            state["group:" + name] = {"users": sorted(members[group]), "properties": json.loads(value) if value else None}
        for name, admin in run("select name, admin from services order by id"):
            state["service:" + name] = {"admin": bool(admin)}
        if "shares" in self._names:
            self._shares(run, state)
        return state

    @staticmethod
    def _shares(run, state):
        shares = run(
            "select o.name, s.name, coalesce(u.name, g.name), x.scopes from shares x join users o on o.id = x.owner_id"
            " join spawners s on s.id = x.spawner_id left join users u on u.id = x.user_id left join groups g on g.id = x.group_id"
        )
        for owner, server, bearer, scopes in shares:
            state[f"share:{owner}/{server}>{bearer}"] = sorted(json.loads(scopes))
        state["share_codes"] = run("select count(*) from share_codes")[0][0]


def _lists(rows):
    out = collections.defaultdict(list)
    for key, value in rows:
        out[key].append(value)
    return out


def effect(before, after):
    """The difference between two states: "deleted", {"created": …}, the changed fields of a row, or the new value."""
    out = {}
    for key in sorted(set(before) | set(after)):
        if key not in after:
            out[key] = "deleted"
        elif key not in before:
            out[key] = {"created": after[key]}
        elif before[key] != after[key]:
            if isinstance(after[key], dict):
                out[key] = {field: value for field, value in after[key].items() if before[key].get(field) != value}
            else:
                out[key] = after[key]
    return out
