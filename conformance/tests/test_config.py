import unittest
import warnings

from conformance.config import compare, corpus, encode, generate


class Verdicts(unittest.TestCase):
    def test_values(self):
        for want, got, verdict in [
            ([1, "a"], [1, "a"], compare.EQUAL),
            (1, 1.0, compare.WRONG),
            (1, True, compare.WRONG),
            (0.0, -0.0, compare.WRONG),
            ([1], {"$tuple": [1]}, compare.WRONG),
            ({"a": 1, "b": 2}, {"b": 2, "a": 1}, compare.EQUAL),
            ([1, 2], {"$unordered": [2, 1]}, compare.EQUAL),
            ([1, 2], {"$unordered": [2, 3]}, compare.WRONG),
            ({"$set": ["a", "b"]}, {"$set": ["b", "a"]}, compare.EQUAL),
            ({"$set": ["a", "b"]}, {"$set": ["b", {"$more": "why"}]}, compare.UNKNOWN),
            ({"$set": ["a", "b"]}, {"$set": ["c", {"$more": "why"}]}, compare.WRONG),
            ([1, 2], {"$unknown": "why"}, compare.UNKNOWN),
            ([1, 2], [1, {"$unknown": "why"}], compare.UNKNOWN),
            ([1, 2], [3, {"$unknown": "why"}], compare.WRONG),
            ([1, 2], [2, {"$more": "why"}], compare.UNKNOWN),
            ([None, 2], [None, {"$more": "why"}], compare.UNKNOWN),
            ([1, 2], [3, {"$more": "why"}], compare.WRONG),
            ({"a": 1, "b": 2}, {"b": 2, "$more": "why"}, compare.UNKNOWN),
            ({"a": 1}, {"b": 2, "$more": "why"}, compare.WRONG),
            ({"$dict": [[1, 2], ["a", 3]]}, {"a": 3, "$more": "why"}, compare.UNKNOWN),
            ({"$dict": [[1, 2], ["a", 3]]}, {"a": 4, "$more": "why"}, compare.WRONG),
            ({"$lazy": {"update": {"a": 1, "b": 2}}}, {"$lazy": {"update": {"a": 1, "$more": "why"}}}, compare.UNKNOWN),
            ({"$lazy": {"update": {"a": 1}}}, {"$lazy": {"update": {"a": 2, "$more": "why"}}}, compare.WRONG),
            ({"$lazy": {"extend": [1]}}, {"$lazy": {"extend": [1], "update": {"$more": "why"}}}, compare.UNKNOWN),
            ({"$lazy": {"extend": [1]}}, {"$lazy": {"update": {"a": 1}}}, compare.WRONG),
        ]:
            with self.subTest(want=want, got=got):
                self.assertEqual(compare.verdict(want, got), verdict)

    def test_errors(self):
        here = {"class": "KeyError", "builtin": "KeyError", "file": "a.py", "line": 3}
        for want, got, verdict in [
            (here, here, compare.EQUAL),
            (here, {**here, "line": 4}, compare.WRONG),
            (here, {**here, "class": "ValueError"}, compare.WRONG),
            ({**here, "class": "Mine"}, here, compare.EQUAL),
            (None, here, compare.WRONG),
            (here, None, compare.WRONG),
        ]:
            with self.subTest(want=want, got=got):
                self.assertEqual(compare.error({"raises": want}, {"raises": got, "unknown": []})[0], verdict)
        self.assertEqual(compare.error({"raises": here}, {"raises": None, "unknown": [], "unsure": True})[0], compare.UNKNOWN)

    def test_settings_that_only_one_side_has(self):
        self.assertEqual(list(compare.values({"A.b": 1}, {})), [("A.b", compare.WRONG)])
        self.assertEqual(list(compare.values({}, {"A.b": 1})), [("A.b", compare.WRONG)])
        self.assertEqual(list(compare.values({}, {"A.b": {"$unknown": "why"}})), [("A.b", compare.UNKNOWN)])
        self.assertEqual(list(compare.values({}, {"A.b": {"$lazy": {"extend": [{"$more": "why"}]}}})), [("A.b", compare.UNKNOWN)])
        self.assertEqual(list(compare.values({}, {"A.b": {"$lazy": {"extend": [1]}}})), [("A.b", compare.WRONG)])

    def test_the_share_leaves_out_what_something_stands_between(self):
        report = compare.Report()
        for text, why in [
            ("c.T.a = g", "the name g"),
            ("import m\nc.T.a = m.x", "the value of m.x"),
            ("c.T.a = open('f').read()", "the file f"),
            ("c.T.a = [*{'a', 'b'}][0]", compare.ORDER),
            ("c.T.a = 1", None),
        ]:
            mine = {"$unknown": why} if why else 1
            got = {"raises": None, "settings": {"T.a": mine}, "unknown": [{"why": why}] if why else []}
            report.take({"files": [{"text": text}]}, {"raises": None, "settings": {"T.a": 1}}, got)
        self.assertEqual((report.values[compare.UNKNOWN], report.between, report.share), (4, 3, 50.0))


class Programs(unittest.TestCase):
    def test_a_seed_gives_one_program(self):
        self.assertEqual(generate.program(7), generate.program(7))
        self.assertNotEqual(generate.program(7), generate.program(8))

    def test_random_programs_are_python(self):
        warnings.simplefilter("ignore", SyntaxWarning)
        broken = 0
        for seed in range(60):
            try:
                compile(generate.program(seed)["files"][0]["text"], "p", "exec")
            except SyntaxError:
                broken += 1
        self.assertLess(broken, 6)

    def test_the_corpus_is_large_and_named(self):
        names = [name for name, _ in corpus.written()]
        self.assertGreater(len(names), 300)
        self.assertEqual(len(names), len(set(names)))

    def test_values_in_their_json_form(self):
        loop = []
        loop.append(loop)
        self.assertEqual(
            encode.value([(1,), {2, "a"}, {"a": None}, {1: 2}, float("inf"), len, loop]),
            [{"$tuple": [1]}, {"$set": ["a", 2]}, {"a": None}, {"$dict": [[1, 2]]}, {"$float": "inf"}, {"$object": "?"}, [{"$object": "?"}]],
        )
