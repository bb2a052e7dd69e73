### f-strings
n, s, f, l = 7, "ab", 3.14159, [1, "x"]
c.T.a = f"{n}{s}{f}{l}{None}{True}", f"{{}}", f"{n:03}", f"{f:.2f}", f"{s:>5}|{s:<5}|{s:^5}|{s:*^6}"
c.T.b = f"{s!r}", f"{s!s}", f"{s!a}", f"{'é'!a}", f"{n=}", f"{s=}", f"{n + 1 = }", f"{n=:04}"
c.T.c = f"{n:{5}}", f"{f:{'.1f'}}", f"{s:{'>'}{4}}", f"{n:+}", f"{-n: }", f"{n:x}{n:o}{n:b}{n:#x}{n:e}"
c.T.d = f"{1234567:,}", f"{1234567.891:,.1f}", f"{0.25:%}", f"{0.256:.1%}", f"{1_000:_}", f"{255:X}", f"{65:c}"
c.T.e = f"{[x * 2 for x in range(3)]}", f"{ {'a': 1}['a'] }", f"{(lambda x: x + 1)(2)}", f"{'a' if n else 'b'}"
### nested f-strings
u = "ann"
c.T.a = f"read:users!user={u}", f"{f'{u}'}", f"{'-'.join(f'{x}' for x in [1, 2])}", f'''{
    u}'''
c.T.b = f"{u!r:>8}", f"{u:.2}", f"{u:5.1}|", rf"\{u}", f"{u}" f"{u}"
w = 6
c.T.c = f"{u:{w}}|", f"{u:>{w + 2}}|", f"{3.14159:{w}.{2}f}"
### format specs of numbers
c.T.a = [format(x, s) for x in (0, 5, -5, 12345) for s in ("d", "5d", "<5d", "^7d", "=+7d", "05d", "+d", " d", ",d", "_d", "x", "#x", "#o", "#b", "08b", "X", "n", "e", ".3e", "f", ".0f", "g", "%")]
c.T.b = [format(x, s) for x in (0.0, 1.5, -2.25, 1234567.891, 1e-7, 1e20) for s in ("", "f", ".2f", "10.2f", "<10.1f|", "e", ".2e", "E", "g", ".3g", "G", "%", ".1%", ",.2f", "_.1f", "+.1f", "08.2f", "n", ".3", "010", "#.0f")]
### format specs of strings and others
c.T.a = [format("abc", s) for s in ("", "s", "5", "<5s", ">5", "^6", "*^7s", ".2", "6.2", "05", "-<5")]
c.T.b = format(True), format(True, "d"), format(None), format([1]), f"{True:5}", f"{True!s:>6}", f"{(1, 2)}"
### str.format
c.T.a = "{} {}".format(1, "a"), "{1}{0}".format("a", "b"), "{x}{y}".format(x=1, y=2), "{0[k]}".format({"k": 5}), "{0[1]}".format([1, 2])
c.T.b = "{:>4}|{:03d}|{:.1f}".format("a", 7, 2.55), "{!r}".format("q"), "{{}}".format(), "{:{}}".format("x", 4), "{0:{w}.{p}f}".format(3.14159, w=8, p=2)
class O:
    name = "n"
c.T.c = "{0.name}".format(O), "{o.name}".format(o=O()), "{d[a][b]}".format(d={"a": {"b": 1}})
c.T.d = "{a}-{b}".format(**{"a": 1, "b": 2}), "{}-{}".format(*"xy"), "{a}".format_map({"a": 3})
### percent formatting
c.T.a = "%s %s" % (1, "a"), "%d%%" % 5, "%5d|%-5d|%05d" % (1, 2, 3), "%.2f" % 3.14159, "%r" % "a", "%s" % [1], "%x %X %o" % (255, 255, 8)
c.T.b = "%(a)s-%(b)03d" % {"a": "x", "b": 7}, "%s" % None, "%10s|%-10s|" % ("r", "l"), "%+d % d" % (3, 4), "%e" % 1234.5, "%g" % 0.0001, "%c%c" % ("a", 66), "%.3s" % "abcdef", "%i" % 3.7, "%*d" % (5, 3)
c.T.c = "%s" % (("t", 1),), "100%" , "%5.1f|" % 2.25, "%#x" % 255, "%a" % "é"
### case and strip
s = "  Ab cD\t\n"
c.T.a = s.upper(), s.lower(), s.strip(), s.lstrip(), s.rstrip(), s.title(), s.swapcase(), s.capitalize(), "ß".casefold(), s.strip().strip("AD")
c.T.b = "xxaxx".strip("x"), "abcba".lstrip("ab"), "abc".rstrip("cb"), "www.x.org".strip("w."), "they're bill's".title(), "a1b2".title()
### split and join
c.T.a = "a,b,,c".split(","), " a  b ".split(), "a b c".split(" ", 1), "a,b,c".rsplit(",", 1), "a\nb\r\nc".splitlines(), "a\nb\n".splitlines(True), "".split(","), "".split()
c.T.b = ",".join(["a", "b"]), "".join("abc"), ", ".join(str(i) for i in range(3)), "-".join({"k": 1}), "a=b=c".partition("="), "a=b=c".rpartition("="), "abc".partition("x"), "a b".split(maxsplit=1), "a,b".split(sep=",")
### find and replace
s = "banana"
c.T.a = s.find("an"), s.find("an", 2), s.rfind("an"), s.find("x"), s.index("n"), s.rindex("n"), s.count("a"), s.count("an"), s.count(""), s.replace("a", "o"), s.replace("a", "o", 2), s.replace("", "-"), s.find("a", 1, 3), s.count("a", 2)
c.T.b = s.startswith("ba"), s.endswith("na"), s.startswith(("x", "b")), s.endswith(("q",)), s.startswith("an", 1), s.startswith("an", 1, 2), "an" in s, "x" not in s, s.removeprefix("ba"), s.removesuffix("na"), s.removeprefix("x"), s.endswith("n", 0, 3)
### tests of characters
c.T.a = [[x.isalpha(), x.isdigit(), x.isalnum(), x.isspace(), x.isupper(), x.islower(), x.istitle(), x.isnumeric(), x.isdecimal(), x.isidentifier(), x.isascii(), x.isprintable()] for x in ("abc", "123", "a1", " ", "", "ABC", "Abc De", "½", "²", "a b", "é", "a\n", "_x", "class", "٣")]
### padding
c.T.a = "ab".ljust(5), "ab".rjust(5, "*"), "ab".center(5), "abc".center(6), "ab".center(7, "-"), "7".zfill(3), "-7".zfill(4), "+7".zfill(4), "abc".zfill(2), "a\tb".expandtabs(), "a\tb".expandtabs(4), "ab\tc\td".expandtabs(3)
### translate
t = str.maketrans("abc", "xyz")
c.T.a = "aabbcc".translate(t), "a-b_c".translate(str.maketrans({"-": None, "_": " "})), "hello".translate(str.maketrans("lo", "01", "h"))
### slices
s = "abcdefg"
c.T.a = s[0], s[-1], s[1:3], s[:2], s[5:], s[-2:], s[::2], s[::-1], s[5:1:-2], s[10:], s[:-10], s[3:3], s[-100:100], s[slice(1, 3)]
l = list(range(7))
c.T.b = l[0], l[-1], l[1:3], l[:2], l[::3], l[::-1], l[5:1:-2], l[-3:-1], tuple(l)[1:3]
### comparing strings
c.T.a = "a" < "b", "A" < "a", "abc" < "abd", "" < "a", "a" == "a", "a" != "b", "Z" < "a", "10" < "9", max("a", "B"), sorted(["b", "A", "a", "B"]), "é" > "z", min("abc")
### multiplication and addition
c.T.a = "ab" * 3, 2 * "x", "a" * 0, "a" * -1, "-" * 5 + ">", [0] * 3, (1,) * 2, [[]] * 2, "a" + "b" "c"
x = [[]] * 2
x[0].append(1)
c.T.b = x
### ord and chr
c.T.a = ord("a"), chr(97), ord("é"), chr(0x1F600), [chr(ord("a") + i) for i in range(3)], hex(255), oct(8), bin(5), hex(-1), ascii("é")
### repr
c.T.a = repr("a'b"), repr('a"b'), repr("a'\"b"), repr("a\\b\n\t\x00\x7f"), repr([1, "a", None]), repr((1,)), repr({"a": 1}), repr(1.0), repr("é日"), repr({1}), repr(set()), repr(range(3)), repr(""), repr("\u200b"), repr("\U0001F600"), repr(True), repr(-0.0)
### multi-line f-string
name = "lab"
c.T.a = f"""
{name}:
  {name.upper()}
"""
c.T.b = (
    f"a{name}"
    "b"
    f"{name}c"
)
### strings of names
names = "ann, bo ,cy,,".split(",")
c.T.a = [n.strip() for n in names if n.strip()], {n.strip().lower() for n in names if n}, set(filter(len, map(str.strip, names))), list(map(str.upper, names)), sorted(names, key=str.strip)
### format strings at their edges
c.T.a = "%(a(b))s" % {"a(b)": 3}, "%%" % (), "{[-1]}".format({"-1": 5}), "{:5c}|{:<5c}|{:^5c}".format(65, 66, 67)
c.T.b = "²".isdigit(), "ⁱ".isdigit(), "①".isdigit(), "一".isalpha(), "½".isnumeric(), repr("a\xadb")
c.T.c = repr(b"it's\n\xff"), str(b"a"), b"a" in b"cab", 98 in b"abc", b"x" in b"abc"
### Chinese numbers (unknown)
c.T.a = "一".isnumeric()
### half a pair of surrogates (unknown)
import json
c.T.a = "\ud800" == "\ud801"
c.T.b = chr(0xd800) == chr(0xd801)
c.T.c = json.loads('"\\ud800"')
