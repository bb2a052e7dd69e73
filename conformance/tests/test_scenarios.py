"""Holding a live Hub's answers to a document against the engine's verdicts."""

import contextlib
import io
import unittest

from conformance import scenarios

LINE = {"text": "ann can servers", "verdict": "holds", "kind": "check"}


def case(*lines, **more):
    return {"name": "scenarios/a.md", "readable": True, "phases": [{"lines": list(lines)}], **more}


def result(*answers, error=None):
    return {"starts": [error], "lines": [list(answers)]}


class Compare(unittest.TestCase):
    def tally(self, c, r):
        return scenarios.compare([c], [r])

    def test_what_agrees_is_counted(self):
        step = {"text": "after ann DELETE /users/bob", "verdict": "holds", "kind": "after"}
        failing = {**LINE, "verdict": "fails"}
        t = self.tally(case(LINE, failing, step), result({"holds": True}, {"holds": False}, {"holds": True}))
        self.assertEqual((t.checks, t.steps, t.wrong, t.left), (2, 1, [], []))

    def test_what_differs_is_wrong(self):
        for answer in [{"holds": False}, {"error": "nothing stands there"}, {"harness_failure": "…"}, {}]:
            t = self.tally(case(LINE), result(answer))
            self.assertEqual((t.checks, len(t.wrong)), (0, 1), answer)

    def test_what_was_not_asked_is_said(self):
        t = self.tally(case({**LINE, "verdict": "error"}, LINE), result({"holds": True}, {"skipped": "logging in"}))
        self.assertEqual((t.checks, len(t.left), t.wrong), (0, 2, []))
        t = self.tally(case(LINE), {"skipped": "its state answers what the config does not say", "starts": [], "lines": []})
        self.assertEqual((t.checks, len(t.left)), (0, 1))

    def test_what_was_not_asked_is_counted_by_reason(self):
        t = self.tally(case(LINE, LINE, LINE, LINE), result({"skipped": "logging in"}, {"skipped": "after a login"}, {"skipped": "after a login"}, {"holds": True}))
        with contextlib.redirect_stdout(io.StringIO()) as out:
            scenarios.show(t, "5.5.1")
        self.assertIn("not asked: 1, logging in\n", out.getvalue())
        self.assertIn("not asked: 2, after a login\n", out.getvalue())

    def test_a_stop_has_its_error_and_its_words(self):
        error = {"type": "ScopeNotFound", "message": "Scope 'i' for role server does not exist", "stage": "init_role_creation"}
        said = ["jupyterhub.scopes.ScopeNotFound: Scope 'i' for role server does not exist"]
        self.assertEqual(self.tally(case(stop_id="scope-not-found", said=said), result(error=error)).stops, 1)
        for c in [case(stop_id="role-twice"), case(), case(stop_id="scope-not-found", said=["Scope 'i' is gone"])]:
            t = self.tally(c, result(error=error))
            self.assertEqual((t.stops, len(t.wrong)), (0, 1), c)
        self.assertEqual(len(self.tally(case(stop_id="scope-not-found"), result()).wrong), 1, "a Hub that starts")

    def test_an_exception_of_the_config_is_one_of_python(self):
        error = {"type": "TypeError", "message": "'LazyConfigValue' object does not support item assignment", "stage": "config"}
        self.assertEqual(self.tally(case(stop_id="python-type-error"), result(error=error)).stops, 1)

    def test_a_trait_error_is_one_wherever_it_is_raised(self):
        error = {"type": "TraitError", "message": "Values of the 'load_groups' trait … must be a list", "stage": "config"}
        self.assertEqual(self.tally(case(stop_id="trait-error"), result(error=error)).stops, 1)

    def test_a_start_before_the_last_may_stop(self):
        error = {"type": "ScopeNotFound", "message": "Scope 'i' for role server does not exist", "stage": "init_role_creation"}
        c = {**case(stop_id="scope-not-found"), "phases": [{"lines": [LINE]}, {"lines": []}]}
        t = self.tally(c, {"starts": [error, error], "lines": [[], []]})
        self.assertEqual((t.stops, t.wrong), (2, []))

    def test_an_error_of_a_class_that_is_not_there_is_left_out(self):
        text = "c.GenericOAuthenticator.allowed_groups = {'staff'}"
        c = {**case(stop_id="trait-error"), "phases": [{"lines": [], "files": [{"name": "jupyterhub_config.py", "text": text}]}]}
        t = self.tally(c, result())
        self.assertEqual((len(t.left), t.wrong), (1, []))


if __name__ == "__main__":
    unittest.main()
