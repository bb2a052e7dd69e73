"""What of a document a live Hub is asked."""

import unittest

from conformance.hub import document

LOGIN = {"verdict": "holds", "kind": "after", "request": {"log_in": True}}
OPEN = {"verdict": "error", "kind": "check", "request": {"scope": "servers"}}
CLAIM = {"verdict": "holds", "kind": "check", "request": {"log_in": True}}


class Lines(unittest.TestCase):
    def asked(self, lines, logged_in=False):
        answers, after = document._lines(None, None, lines, logged_in)
        return [a["skipped"] for a in answers], after

    def test_what_follows_a_login_is_left_out_and_nothing_before_it(self):
        said, after = self.asked([OPEN, LOGIN, OPEN, {**CLAIM, "verdict": "fails"}])
        self.assertEqual(said, ["the engine does not decide it", "logging in", "after a login", "after a login"])
        self.assertTrue(after)

    def test_a_restart_keeps_what_a_login_has_made(self):
        self.assertEqual(self.asked([OPEN], logged_in=True), (["after a login"], True))
        self.assertEqual(self.asked([OPEN])[1], False)

    def test_people_who_have_logged_in_before_are_not_made(self):
        class Hub:
            version = "5.5.1"

            class database:
                renew = staticmethod(lambda: None)

        self.assertIn("logged in before", document.run_case(Hub, {"state": {"known": True}, "phases": []})["skipped"])


if __name__ == "__main__":
    unittest.main()
