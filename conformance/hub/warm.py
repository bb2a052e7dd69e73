"""Cases run once before the first fork, so that forks begin with mappers configured and statements compiled."""

import gc

from conformance.cases import plain
from conformance.hub.steps import run_case

_CONFIG = {
    "load_roles": [
        {"name": "warm", "scopes": ["read:users", "servers!user"], "users": ["w1"], "groups": ["gw"], "services": ["sw"]},
        {"name": "admin", "users": ["w3"]},
    ],
    "load_groups": {"gw": ["w1"]},
    "services": [
        {"name": "sw", "api_token": "warm-token-xxxx", "oauth_client_id": "service-sw", "oauth_redirect_uri": "http://x/"}
    ],
    "servers": {"w1": [""]},
    "users": ["w2"],
    "admin_users": ["w3"],
    "allowed_users": ["w4"],
    "blocked_users": ["w5"],
}
_CASES = [
    {
        "config": _CONFIG,
        "tokens": [{"owner": "user:w1"}, {"owner": "service:sw"}, {"owner": "user:w1", "scopes": ["servers!server=w1/"]}],
        "queries": [
            {"subject": "user:w1", "scope": "read:users!user=w2"},
            {"subject": "user:w1", "check": {"scope": "servers", "kind": "server", "name": "w1/"}},
        ],
    },
    {"config": _CONFIG, "restart": [{"config": {"load_roles": [{"name": "other"}]}}]},
]
_SEEDS = range(900_000, 900_010)


def up(hub):
    for case in _CASES + [plain.gen_case(seed, hub.version)["case"] for seed in _SEEDS]:
        run_case(hub, case)
    gc.collect()
    gc.freeze()
