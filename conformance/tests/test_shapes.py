import copy
import unittest

from conformance import shapes
from conformance.tests import recorded


def leaves(value, path=()):
    """Paths of everything in a result that holds no further object."""
    if isinstance(value, dict) and value:
        return [p for key, inner in value.items() for p in leaves(inner, (*path, key))]
    if isinstance(value, list) and any(isinstance(x, (dict, list)) for x in value):
        return [p for i, inner in enumerate(value) for p in leaves(inner, (*path, i))]
    return [path]


def changed(value, path):
    """The value with the thing at path changed to something else of its type."""
    value = copy.deepcopy(value)
    at = value
    for key in path[:-1]:
        at = at[key]
    old = at[path[-1]]
    if isinstance(old, bool):
        new = not old
    elif isinstance(old, int):
        new = old + 1
    elif isinstance(old, str):
        new = old + "x"
    elif isinstance(old, list):
        new = old[:-1] if old else ["x"]
    else:
        new = {"x": 1} if old == {} else "x"
    at[path[-1]] = new
    return value


def said_only(path):
    """Whether a path leads to what is never compared: words, and the stage and base class of an error."""
    keys = [key for key in path if isinstance(key, str)]
    return bool({"warnings", "pywarnings", "spawn_warnings", "message", "description", "version"} & set(keys)) or keys[-1] in (
        "stage",
        "base",
    )


class ShapesTest(unittest.TestCase):
    def test_every_changed_answer_of_a_start_is_found(self):
        count = 0
        for record in recorded():
            result = record["result"]
            if "responses" in result:
                continue
            for path in leaves(result):
                with self.subTest(seed=record["seed"], path=path):
                    other = changed(result, path)
                    found = shapes.differences(shapes.shape(result), shapes.shape(other))
                    self.assertEqual(bool(found), not said_only(path))
                count += 1
        self.assertGreater(count, 300)

    def test_a_changed_status_name_membership_or_effect_of_a_response_is_found(self):
        result = next(r["result"] for r in recorded() if "responses" in r["result"])
        count = 0
        for i, response in enumerate(result["responses"]):
            for path in leaves(response):
                last = [key for key in path if isinstance(key, str)][-1]
                names = last in ("name", "kind", "admin", "groups", "roles", "users") and "servers" not in path
                decides = path[0] in ("status", "effect") or (path[0] == "body" and response["status"] < 300 and names)
                if not decides:
                    continue
                with self.subTest(response=i, path=path):
                    other = changed(result, ("responses", i, *path))
                    self.assertTrue(shapes.differences(shapes.shape(result), shapes.shape(other)))
                count += 1
        self.assertGreater(count, 30)

    def test_a_missing_or_added_entity_is_found(self):
        result = recorded()[0]["result"]
        for kind in ("users", "groups", "services", "roles"):
            if not result.get(kind):
                continue
            other = copy.deepcopy(result)
            other[kind].popitem()
            self.assertTrue(shapes.differences(shapes.shape(result), shapes.shape(other)), kind)
            other = copy.deepcopy(result)
            other[kind]["one more"] = next(iter(result[kind].values()))
            self.assertTrue(shapes.differences(shapes.shape(result), shapes.shape(other)), kind)

    def test_true_is_not_one(self):
        self.assertTrue(shapes.differences({"a": True}, {"a": 1}))

    def test_what_hangs_on_one_thing_is_one_place(self):
        self.assertEqual(shapes.place("/queries/3/status"), "/queries/3")
        self.assertEqual(shapes.place("/queries/3/error/type"), "/queries/3")
        self.assertEqual(shapes.place("/users/bob/expanded"), "/users/bob")
        self.assertEqual(shapes.place("/roles/user/scopes"), "/roles/user/scopes")
        self.assertEqual(shapes.place("/shares/0/scopes"), "/shares/0")
        self.assertTrue(shapes.within("/users/bob/admin", {"/users/bob"}))
        self.assertFalse(shapes.within("/users/bobby/admin", {"/users/bob"}))

    def test_kinds_leave_names_out(self):
        kind = shapes.kind(("/steps/1/users/alice/expanded", ["a"], []))
        self.assertEqual(kind, "/steps/*/users/*/expanded: list against list")
        self.assertEqual(shapes.kind(("/groups/g/1/expanded", ["a"], [])), "/groups/*/expanded: list against list")
        self.assertEqual(shapes.kind(("/queries/3/status", 403, 404)), "/queries/*/status: 403 against 404")


if __name__ == "__main__":
    unittest.main()
