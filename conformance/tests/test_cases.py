import json
import unittest

from conformance.cases import http, plain, profiles
from conformance.tests import recorded

VERSIONS = ("2.3.1", "3.1.1", "4.1.6", "5.4.6", "5.5.1", "6.0.0b2")


class CasesTest(unittest.TestCase):
    def test_recorded_seeds_give_their_cases_again(self):
        for record in recorded():
            make = http.gen_case if record["kind"] == "http" else plain.gen_case
            again = make(record["seed"], record["case"]["version"])
            self.assertEqual(json.loads(json.dumps(again["case"])), record["case"], record["seed"])

    def test_every_profile_works_for_every_version(self):
        for name, make in {**profiles.PROFILES, **profiles.HTTP_PROFILES}.items():
            for version in VERSIONS:
                cases = [make(seed, version) for seed in range(25)]
                with self.subTest(profile=name, version=version):
                    self.assertEqual({c["case"]["version"] for c in cases}, {version})
                    self.assertGreater(len({json.dumps(c["case"]) for c in cases}), 20)
                    self.assertEqual(json.dumps(cases[3]["case"]), json.dumps(make(3, version)["case"]))

    def test_a_stream_gives_what_was_asked_for(self):
        drawn = list(profiles.stream("5.5.1", ["plain", "dense"], 10, 30, ["token"]))
        self.assertEqual(len(drawn), 30)
        self.assertEqual({name for name, _, _ in drawn}, {"plain", "dense"})
        self.assertTrue(all(plain.gen_case(seed, "5.5.1")["kind"] == "token" for name, seed, _ in drawn if name == "plain"))


if __name__ == "__main__":
    unittest.main()
