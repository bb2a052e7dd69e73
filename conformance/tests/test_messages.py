import copy
import unittest

from conformance import messages, vectors
from conformance.tests import VECTORS

# One sentence of a Hub for every row, with what must be read out of it.
_SAID = {
    "role-without-scopes": ("Role reader will have no scopes", {"role": "reader"}),
    "role-extended": ("Role a.-_~9 has obtained extra permissions", {"role": "a.-_~9"}),
    "role-deleted": ("Deleting role reader", {"role": "reader"}),
    "service-implicit": (
        "service x y not in services, creating implicitly. It is recommended to register services using services list.",
        {"service": "x y"},
    ),
    "blocked-user-groups": ("Removing blocked user bob from groups: a, b", {"user": "bob", "names": "a, b"}),
}
_RAISED = {
    "scope-not-found": ("ScopeNotFound", "Scope 'x y' for role r does not exist", {"scope": "x y", "role": "r"}),
    "filter-not-found": (
        "ScopeNotFound",
        "Scope filter foo '!foo' in scope 'users!foo' for role r does not exist",
        {"filter": "foo", "scope": "users!foo", "role": "r"},
    ),
    "username-invalid": ("ValueError", "Username 'a/b' is not valid", {"user": "a/b"}),
    "scope-undefined": ("KeyError", "custom:a:read", {"scope": "custom:a:read"}),
    "service-client-shared": (
        "InvalidRequestError",
        "Instance <OAuthClient at 0x7f51> is already associated with an instance of <class 'jupyterhub.orm.Service'> via its "
        "Service.oauth_client attribute, and is only allowed a single parent. (Background on this error at: https://sqlalche.me/e/20/bbf1)",
        {},
    ),
    "role-without-name": ("KeyError", "name", {}),
    "token-too-short": ("ValueError", "APIToken.token must be at least 8 characters, got 5: shor...", {}),
}


class MessagesTest(unittest.TestCase):
    def test_warnings_are_read(self):
        for event, (text, names) in _SAID.items():
            self.assertEqual(messages.warning(text), (event, names))

    def test_errors_are_read(self):
        for event, (kind, text, names) in _RAISED.items():
            self.assertEqual(messages.error({"type": kind, "message": text}), (event, names))

    def test_a_name_with_a_quotation_mark_is_read(self):
        said = {"type": "ValueError", "message": 'Username "o\'neil" is not valid'}
        self.assertEqual(messages.error(said), ("username-invalid", {"user": "o'neil"}))

    def test_an_error_of_another_class_is_not_taken_for_it(self):
        self.assertEqual(messages.error({"type": "TypeError", "message": "name"}), (None, {}))

    def test_scopes_of_none_are_another_error_at_a_start_than_in_resolving(self):
        for text in ("'NoneType' object is not iterable", "argument of type 'NoneType' is not iterable"):
            at_start = {"type": "TypeError", "message": text, "stage": "init_role_creation"}
            self.assertEqual(messages.error(at_start), ("role-scopes-none", {}))
        resolving = {"type": "TypeError", "message": "'NoneType' object is not iterable"}
        self.assertEqual(messages.error(resolving), ("role-scopes-missing", {}))
        self.assertEqual(messages.error({**resolving, "stage": "init_api_tokens"}), ("role-scopes-missing", {}))

    def test_a_message_that_the_table_lacks_is_reported(self):
        result = {"warnings": ["The Hub says something new"], "users": {"a": {"expanded": [], "warnings": ["and here"]}}}
        self.assertEqual(messages.unmapped(result), ["warning: The Hub says something new", "resolving: and here"])
        self.assertEqual(messages.unmapped({"error": {"type": "ValueError", "message": "new"}}), ["ValueError: new"])

    def test_the_table_is_complete_over_all_recorded_vectors(self):
        files = sorted(VECTORS.glob("rbac-*.jsonl.gz"))
        said = 0
        for path in files:
            for record in vectors.read(path):
                self.assertEqual(messages.unmapped(record["result"]), [], f"{path.name} seed {record['seed']}")
                said += sum(len(step.get("warnings", [])) for step in record["result"].get("steps", [record["result"]]))
        self.assertGreater(said, 1000, f"{len(files)} files hardly say anything")


class DifferencesTest(unittest.TestCase):
    hub = {
        "warnings": ["Role a will have no scopes", "Deleting role b"],
        "pywarnings": ["Ignoring unrecognized key(s) 'x, y' in custom:ab:c={'description': 'd'}"],
    }
    ours = {
        "events": [
            {"level": "warn", "id": "role-deleted", "args": {"role": "b"}},
            {"level": "warn", "id": "role-without-scopes", "args": {"role": "a"}},
            {"level": "warn", "id": "custom-scope-unknown-key", "args": {"scope": "custom:ab:c", "key": "x"}},
            {"level": "warn", "id": "custom-scope-unknown-key", "args": {"scope": "custom:ab:c", "key": "y"}},
            {"level": "note", "id": "user-created", "args": {"user": "a"}},
        ]
    }

    def test_the_same_events_agree(self):
        self.assertEqual(messages.differences(self.hub, self.ours), [])

    def test_each_change_of_an_event_is_found(self):
        for i in range(4):
            without = copy.deepcopy(self.ours)
            del without["events"][i]
            self.assertTrue(messages.differences(self.hub, without), i)
            other = copy.deepcopy(self.ours)
            name = next(iter(other["events"][i]["args"]))
            other["events"][i]["args"][name] += "x"
            self.assertTrue(messages.differences(self.hub, other), (i, name))
        more = copy.deepcopy(self.ours)
        more["events"].append({"level": "warn", "id": "upgrade", "args": {}})
        self.assertTrue(messages.differences(self.hub, more))

    def test_errors_must_name_the_same_thing_at_the_same_stage(self):
        hub = {
            "error": {"type": "ScopeNotFound", "message": "Scope 'x' for role r does not exist", "stage": "init_role_creation"}
        }
        ours = {
            "error": {"type": "ScopeNotFound", "id": "scope-not-found", "stage": "init_role_creation"},
            "events": [{"level": "fatal", "id": "scope-not-found", "args": {"scope": "x", "role": "r"}}],
        }
        self.assertEqual(messages.differences(hub, ours), [])
        for path, value in ((("error", "id"), "scope-renamed"), (("error", "stage"), "init_users")):
            other = copy.deepcopy(ours)
            other[path[0]][path[1]] = value
            self.assertTrue(messages.differences(hub, other), path)
        other = copy.deepcopy(ours)
        other["events"][0]["args"]["role"] = "s"
        self.assertTrue(messages.differences(hub, other))


if __name__ == "__main__":
    unittest.main()
