### whole numbers
c.T.a = [0, -1, 1_000, 0x1F, 0o17, 0b101, 00, -0, +3, ~5]
c.T.b = [9223372036854775807, -9223372036854775807, 2**62, 1 << 40]
### floats
c.T.a = [1.0, .5, 2., 1e3, 1E-3, 1_0.5, -0.0, 1e16, 1e15, 123456789.125, 0.1 + 0.2, 1e22, 1e-5, 0.0001]
c.T.b = [float("inf"), float("-inf"), float("1e3"), float(" 2.5 "), float("1_0"), float()]
### truth values and nothing
c.T.a = [True, False, None, not True, not None, not 0, not []]
c.T.b = [True + True, True == 1, False == 0, True is True, None is None]
### strings with escapes
c.T.a = ["a\tb", "a\nb", "\x41", "\u00e9", "\U0001F600", "\101", "\\", "\'", '\"', "a\
b", "\a\b\f\v\r"]
c.T.b = [r"a\nb", R'\d+', "tab\tend", 'it\'s', "", '']
### a character by its name (unknown)
c.T.a = "\N{BULLET}"
### triple quotes
c.T.a = """one
two
  three "quoted" '''
"""
c.T.b = '''a\
b
'''
c.T.c = """\
first"""
### adjacent literals
c.T.a = "a" 'b' """c"""
c.T.b = ["x" "y", "z"]
c.T.c = ("list:users"
         "read:users")
n = 3
c.T.d = f"a{n}" "b{n}" rf"\{n}"
### bytes
c.T.a = b"abc".decode()
c.T.b = b"\x41\n".decode("utf-8") + "é".encode().decode("utf-8")
c.T.c = len(b"abc"), b"abc" == b"abc", b"a" + b"b" == b"ab", b"abc"[0]
c.T.d = "é".encode("utf-8").hex()
c.T.e = [x for x in b"ab"], isinstance(b"", bytes)
### methods of bytes (unknown)
c.T.a = b"a,b".split(b",")[1].decode(), b"a".upper()
### containers
c.T.a = [1, [2, [3, []]], (4,), (), {5}, {"k": {6: 7}}]
c.T.b = (1, 2), ((),), [()], {(): 1}
c.T.c = {"a": 1, "b": 2, "a": 3}
c.T.d = {1, 1.0, True}, {1: "a", 1.0: "b", True: "c"}
c.T.e = {"x": None, 2: [], 2.5: {}, None: 0, (1, 2): "t", True: 1}
### a trailing comma makes a tuple
x = "alice",
c.T.a = x
c.T.b = "bob",
y = ("carol")
c.T.c = y
c.T.d = len(x), type(x) is tuple
### ellipsis and names of their own
x = ...
def f(): ...
c.T.a = x is Ellipsis, f() is None
class A: ...
c.T.b = A.__name__
### comments, semicolons, joined lines
a = 1; b = 2; c.T.a = a + b
x = [1,  # one
     2,

     3]  # end
c.T.b = x
y = 1 + \
    2
c.T.c = y
if a: c.T.d = 1; c.T.e = 2
### unicode names and strings
größe = 3
naïve = "ü"
c.T.a = größe, naïve, "日本", len("日本"), "日本"[0], "é".upper(), "straße".upper(), "ǆ".title()
### long numbers in strings
c.T.a = int("0042"), int("-7"), int("  9\n"), int("1_000"), int("ff", 16), int("0x1f", 16), int("0b11", 0), int("777", 8), int("z", 36)
c.T.b = int(3.9), int(-3.9), int(True), int()
c.T.c = str(10), str(1.5), str(True), str(None), str([1, "a"]), str({"a": (1,)}), str()
### a byte order mark and crlf-free text
c.T.a = "plain"
### the star in displays
a, b = [1, 2], {"x": 1}
c.T.a = [*a, 3], (*a,), {*a, 2}, {**b, "y": 2}, [*"ab"], [*b], {**{"x": 0}, **b}
c.T.b = [*range(3)], [*a, *a]
