import copy
import json
import tempfile
import unittest
from pathlib import Path

from conformance.compare import Comparer, load_known
from conformance.tests import recorded


class FakeHubs:
    """Answers as recorded, or by a function of case and hash seed."""

    def __init__(self, answer):
        self.answer = answer
        self.asked = 0

    def ask(self, version, cases, kind="rbac", hash_seed="0", group=None):
        for case in cases:
            yield self.ask_one(version, case, kind, hash_seed)

    def ask_one(self, version, case, kind="rbac", hash_seed="0"):
        self.asked += 1
        return copy.deepcopy(self.answer(case, hash_seed))


class FakeEngine:
    def __init__(self, answer):
        self.answer = answer

    def ask(self, cases):
        return [copy.deepcopy(self.answer(case)) for case in cases]


def key(case):
    return json.dumps(case, sort_keys=True)


def run(hub, engine, records, known=None):
    comparer = Comparer(FakeHubs(hub), FakeEngine(engine), known or {})
    protocol = "http" if "requests" in records[0]["case"] else "rbac"
    return comparer.run([("plain", r["seed"], r["case"]) for r in records], "5.5.1", protocol)


class CompareTest(unittest.TestCase):
    def setUp(self):
        self.records = [r for r in recorded() if "requests" not in r["case"]]
        self.results = {key(r["case"]): r["result"] for r in self.records}

    def hub(self, case, hash_seed="0"):
        return self.results[key(case)]

    def mutated(self, change):
        """An engine that answers as recorded, but for the first case, where change alters the answer."""
        first = key(self.records[0]["case"])

        def answer(case):
            result = copy.deepcopy(self.results[key(case)])
            if key(case) == first:
                change(result)
            return result

        return answer

    def test_equal_answers_are_clean(self):
        report = run(self.hub, self.hub, self.records)
        self.assertTrue(report.clean, report)
        self.assertEqual(report.cases, len(self.records))
        self.assertGreater(report.answers, 100)

    def test_a_scope_too_many_is_found(self):
        def change(result):
            user = sorted(result["users"])[0]
            result["users"][user]["expanded"].append("shutdown")

        report = run(self.hub, self.mutated(change), self.records)
        self.assertFalse(report.clean)
        self.assertEqual(dict(report.kinds), {"/users/*/expanded: list against list": 1})

    def test_another_decision_is_found(self):
        def change(result):
            query = next(q for q in result["queries"] if "status" in q)
            query["status"] = 404 if query["status"] != 404 else 200

        self.assertFalse(run(self.hub, self.mutated(change), self.records).clean)

    def test_a_start_that_fails_is_found(self):
        def change(result):
            result.clear()
            result["error"] = {"type": "ValueError"}

        self.assertFalse(run(self.hub, self.mutated(change), self.records).clean)

    def test_an_unreadable_answer_is_found(self):
        def change(result):
            result.clear()
            result["unreadable"] = "line 1"

        self.assertFalse(run(self.hub, self.mutated(change), self.records).clean)

    def test_a_changed_response_is_found(self):
        records = [r for r in recorded() if "requests" in r["case"]]
        result = records[0]["result"]
        other = copy.deepcopy(result)
        other["responses"][0]["status"] += 1
        self.assertTrue(run(lambda case, seed="0": result, lambda case: result, records).clean)
        self.assertFalse(run(lambda case, seed="0": result, lambda case: other, records).clean)

    def test_what_hangs_on_set_order_is_left_out_and_counted(self):
        record = self.records[0]
        user = sorted(record["result"]["users"])[0]
        other = copy.deepcopy(record["result"])
        other["users"][user]["expanded"] = ["shutdown"]
        hub = lambda case, seed: other if seed == "3" else record["result"]  # noqa: E731
        report = run(hub, lambda case: other, [record])
        self.assertTrue(report.clean)
        self.assertEqual((report.unstable, report.unstable_cases), (1, 1))

    def test_a_difference_beside_an_unstable_answer_is_found(self):
        record = self.records[0]
        first, second = sorted(record["result"]["users"])[:2]
        other, ours = copy.deepcopy(record["result"]), copy.deepcopy(record["result"])
        other["users"][first]["expanded"] = ["shutdown"]
        ours["users"][first]["expanded"] = ["shutdown"]
        ours["users"][second]["expanded"] = ["shutdown"]
        report = run(lambda case, seed: other if seed == "3" else record["result"], lambda case: ours, [record])
        self.assertEqual(sum(report.kinds.values()), 1)

    def test_a_case_that_the_program_could_not_ask_is_no_agreement(self):
        report = run(lambda case, seed: {"harness_failure": "broken"}, self.hub, self.records[:1])
        self.assertFalse(report.clean)
        self.assertEqual(len(report.harness), 1)

    def test_known_differences_are_named_and_do_not_fail(self):
        known = {"why": {"versions": ["5.5.1"], "kinds": ["/users/*/expanded: list against list"], "reason": "because"}}
        engine = self.mutated(lambda result: result["users"][sorted(result["users"])[0]]["expanded"].append("shutdown"))
        report = run(self.hub, engine, self.records, known)
        self.assertTrue(report.clean)
        self.assertEqual(dict(report.known), {"why": 1})

    def test_a_known_difference_needs_a_reason(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "known.json"
            path.write_text(json.dumps({"x": {"versions": ["5.5.1"], "kinds": ["k"], "reason": " "}}))
            with self.assertRaises(SystemExit):
                load_known(path)

    def test_a_difference_is_made_small(self):
        """Here a Hub and an engine disagree about everybody who is named in role `odd`."""

        def answer(case, shown):
            users = {}
            for role in case["config"].get("load_roles") or []:
                for user in role.get("users") or []:
                    odd = role.get("name") == "odd" and shown
                    users[user] = {"expanded": ["shutdown"] if odd else [], "roles": [], "raw": []}
            return {"users": users}

        case = {
            "version": "5.5.1",
            "config": {
                "load_roles": [
                    {"name": "a", "users": ["x"]},
                    {"name": "odd", "users": ["y", "z"], "groups": ["g"], "description": "d"},
                ],
                "load_groups": {"g": ["x", "y"]},
                "admin_users": ["y"],
            },
            "queries": [{"subject": "user:y", "scope": "users"}],
            "restart": [{"config": {}}],
        }
        comparer = Comparer(FakeHubs(lambda case, seed: answer(case, True)), FakeEngine(lambda case: answer(case, False)), {})
        small, found = comparer.shrink("5.5.1", "rbac", case, "/users/*/expanded: list against list")
        self.assertEqual(
            small["config"], {"load_roles": [{"name": "odd", "users": [small["config"]["load_roles"][0]["users"][0]]}]}
        )
        self.assertEqual(set(small), {"version", "config"})
        self.assertEqual(len(found), 1)

    def test_making_small_keeps_to_its_budget(self):
        hubs = FakeHubs(lambda case, seed: {"users": {"x": {"expanded": ["a"]}}})
        comparer = Comparer(hubs, FakeEngine(lambda case: {"users": {"x": {"expanded": ["b"]}}}), {})
        case = {"version": "5.5.1", "config": {"load_roles": [{"name": f"r{i}", "users": ["x"] * 9} for i in range(9)]}}
        comparer.shrink("5.5.1", "rbac", case, "/users/*/expanded: list against list", budget=40)
        self.assertLessEqual(hubs.asked, 41)


if __name__ == "__main__":
    unittest.main()
