### arithmetic
c.T.a = 7 + 2, 7 - 2, 7 * 2, 7 / 2, 7 // 2, 7 % 2, 7 ** 2, -7 // 2, -7 % 2, 7 // -2, 7 % -2, 2 ** -1, 0 ** 0, 7.5 // 2, 7.5 % 2, -7.5 % 2, 6 / 3, 1e308 * 10
c.T.b = 1 + 2 * 3, (1 + 2) * 3, 2 ** 3 ** 2, -2 ** 2, 10 - 3 - 2, 100 / 10 / 2, 7 // 2 * 2, 1 - -1, +-+1
c.T.c = divmod(7, 2), divmod(-7, 2), pow(2, 5), pow(2, 5, 7), abs(-3), abs(-2.5), round(2.5), round(3.5), round(2.567, 2), round(1234, -2), round(-0.5), round(2.5, 0), sum([1, 2, 3]), sum([1.5, 2], 1), sum([[1], [2]], [])
### bits
c.T.a = 6 & 3, 6 | 3, 6 ^ 3, ~6, 1 << 5, 40 >> 2, -8 >> 1, True & False, True | False, True ^ True, 5 & True
### comparison chains
x = 5
c.T.a = 1 < x < 10, 1 < x > 3, 1 == 1.0 == True, 1 < 2 < 2, x in [5] == True, 3 > 2 > 1, 1 != 2 != 1, (1, 2) < (1, 3), [1] < [1, 0], (1,) == (1,), [1] == (1,), {1: 2} == {1: 2}, {1, 2} == {2, 1}, "a" == 1
### identity
a = []
b = a
c.T.a = a is b, a is not b, a is [], None is None, a == [], a is None, (x := None) is None, 1 is not None
### membership
c.T.a = 1 in [1], 1 not in [1], "a" in "abc", "k" in {"k": 1}, 2 in (1, 2), 3 in range(5), 5 in range(0, 10, 2), 1.0 in [1], None in [None], "a" in {"a"}, [] in [[]], "" in "abc"
### logic gives operands
c.T.a = 0 or "x", 1 and "y", None or [] or {}, "" or 0, [] and 1, 1 or 1 / 0, 0 and 1 / 0, not 0, not "a" or 2, None or "d", "a" or "d", 1 and 2 and 3, 1 or 2 and 0
### conditional expressions
x = 3
c.T.a = "big" if x > 2 else "small", (1 if x else 2) + 1, [1 if i % 2 else 0 for i in range(4)], "a" if 0 else "b" if 0 else "c", (lambda: 1 if x else 2)()
### set operators
a, b = {1, 2, 3}, {3, 4}
c.T.a = a | b, a & b, a - b, a ^ b, a < b, a > {1}, a >= a, a <= {1, 2, 3, 4}, a.union([9], (8,)), a.intersection([1, 5]), a.difference({1}), a.symmetric_difference([1, 7]), a.isdisjoint(b), a.issubset([1, 2, 3]), a.issuperset({1}), {1} != {2}
c.T.b = {1: 2}.keys() & {1, 3}, {1: 2}.keys() | {5}, {1: 2, 3: 4}.keys() - {1}, {1: 2}.keys() == {1}, frozenset([1]) | {2}, {"a": 1}.items() & {("a", 1)}
### dict union
c.T.a = {"a": 1} | {"b": 2}, {"a": 1, "b": 1} | {"a": 2}, {**{"a": 1}, **{"a": 2}}
### sequence operators
c.T.a = [1] + [2], (1,) + (2,), [1, 2] * 2, [1, 2] == [1, 2], [1, 2] != [1], [3, 1] > [2, 9], (1, "a") < (1, "b"), [] < [0], [[1], [2]] < [[1], [3]], (1, 2, 3)[::-1]
### the order of evaluation
log = []
def t(x):
    log.append(x)
    return x
d = {t("k1"): t("v1"), t("k2"): t("v2")}
l = [t(1), t(2)] + [t(3)]
t(4) + t(5) * t(6)
f = lambda *a, **k: None
f(t(7), *[t(8)], x=t(9))
c.T.a = log
log2 = []
def u(x):
    log2.append(x)
    return [0, 0]
u("a")[u("b") and 1] = u("c")
c.T.b = log2
### large numbers
c.T.a = [2 ** 62 - 1, -(2 ** 62), 10 ** 18, 2 ** 31 * 2 ** 31]
### numbers beyond 64 bits (unknown)
c.T.a = [2 ** 63 - 1, -(2 ** 63)]
c.T.b = (2 ** 70) % 1000, 2 ** 64 > 2 ** 63, len(str(2 ** 100)), 10 ** 20 // 10 ** 18
### float results
c.T.a = 1 / 3, 2 / 3, 10 / 4, 1e-10, 1 / 7, 100 * 1.1, 0.1 * 3, 1.1 + 2.2, 5 / 2 * 2, 3.0, 1e100, 2 ** 0.5, int(1e15), 7 % 2.5, 1e-320
### number methods and conversions
c.T.a = (5).bit_length(), (2.0).is_integer(), float(3), int("12") + 1, int(2.9), bool(0), bool("0"), bool([]), bool([0]), bool(0.0), complex is complex, isinstance(True, int), int.__name__
### min and max
c.T.a = min(3, 1, 2), max([1, 5, 3]), min("b", "a"), max([], default=0), min([2, 1], key=lambda x: -x), max({"a": 2, "b": 1}, key={"a": 2, "b": 1}.get), max((1, 2), (1, 3)), min([1.5, 1]), max("abc"), sorted([3, 1, 2], reverse=True), sorted(["bb", "a"], key=len), sorted({"b": 1, "a": 2}), sorted([(1, "b"), (1, "a")]), sorted([True, 0, 2])
### an order by the first that differs
a, b = ([5], {"x": 1}, 2), ([5], {"x": 1}, 3)
c.T.a = a < b, b < a, min([a, b]) is a, min([a, a[:2] + (2,)]) is a
c.T.b = ([{}], 1) >= ([{}], 1), sorted([({}, 2), ({}, 1)])
### an order that needs one of dicts
c.T.a = ({"x": 1}, 1) < ({"x": 2}, 1)
### an order of lists that part late
c.T.a = [None, None, 1] < [None, None, 2], (1, "a") < (1, "b"), [1] < [1, None]
### an order of numbers and names
c.T.a = (1, "a") < (1, 2)
### whole numbers and floats that are large
c.T.a = 2 ** 53 + 1 == 2.0 ** 53, 2 ** 53 + 1 > 2.0 ** 53, 2.0 ** 53 < 2 ** 53 + 1, 2 ** 53 == 2.0 ** 53, 2 ** 60 == 2.0 ** 60, 5 < float("inf")
c.T.b = {2 ** 62: "a"}.get(2.0 ** 62), 5.0 in range(9), 5.5 in range(9), "a" in range(3)
### operators of one's own, before a value and in place
class M:
    def __neg__(self): return "neg"
    def __invert__(self): return "inv"
    def __iadd__(self, o): return "iadd"
    def __matmul__(self, o): return "mat"
m = M()
c.T.a = -m, ~m, m @ 1
m += 1
c.T.b = m
