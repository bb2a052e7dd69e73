import re
import unittest

from conformance import deps
from conformance.cases.facts import facts


class LocksTest(unittest.TestCase):
    def test_every_line_is_an_exact_pin(self):
        for version in deps.versions():
            pins = (deps.LOCKS / f"{version}.txt").read_text().splitlines()
            for pin in pins:
                self.assertRegex(pin, r"^[A-Za-z0-9._-]+==[A-Za-z0-9.+]+$", version)
            self.assertIn(f"jupyterhub=={version}", pins)
            names = [re.split("==", pin)[0].lower() for pin in pins]
            self.assertEqual(len(names), len(set(names)), version)
            for needed in ("sqlalchemy", "tornado", "traitlets", "setuptools"):
                self.assertIn(needed, names, version)

    def test_versions_come_oldest_first(self):
        found = deps.versions()
        self.assertEqual(found, sorted(found, key=deps.order))
        self.assertTrue({"2.3.1", "5.5.1"} <= set(found))
        mixed = ["6.0.0", "5.10.0", "6.0.0b2", "5.4.6", "6.0.0b10"]
        self.assertEqual(sorted(mixed, key=deps.order), ["5.4.6", "5.10.0", "6.0.0b2", "6.0.0b10", "6.0.0"])

    def test_every_version_has_facts(self):
        for version in deps.versions():
            self.assertEqual(facts(version)["version"], version)


if __name__ == "__main__":
    unittest.main()
