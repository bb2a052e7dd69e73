"""Random programs: a config of statements that CPython runs to its end, mostly, or stops in."""

import random

STRINGS = ["ann", "bo", "cy", "read:users", "", "A b", "x,y,z", "  pad ", "é", "10", "group=a", "Lab", "a-b_c", "aXbXc"]
INTS = [0, 1, 2, 3, 5, 7, 10, -1, -3, 42, 100, 1000]
FLOATS = ["0.5", "2.0", "-1.25", "3.14159", "1e3", "1e-5", "100.0"]
SPECS_INT = ["", "d", "03", "5", "<5", "^5", "+", ",", "x", "#x", "b", "08b", "e", ".2f", "%", "_", "c", "n", ">6", "=+6"]
SPECS_FLOAT = ["", ".2f", "8.3f", "e", ".1e", "g", ".3g", "%", ".0f", ",.2f", "+.1f", "08.2f", "n", ".3"]
SPECS_STR = ["", "s", "5", "<6", ">6", "^7", "*^7", ".2", "6.1", "-<4"]
KINDS = ["int", "str", "list", "dict", "bool", "float", "set", "tuple", "strs"]


class Program:
    """Writes one program. Names are kept with the kind of value that they hold, so that most expressions fit."""

    def __init__(self, seed):
        self.r = random.Random(seed)
        self.lines = []
        self.names = {kind: [] for kind in KINDS}
        self.functions = []  # (name, kinds of parameters, kind of result)
        self.count = 0
        self.indent = 0
        self.out = 0
        self.depth = 0
        self.wrong = 0.02 if self.r.random() < 0.35 else 0.0  # how often an expression does not fit

    # names and text -----------------------------------------------------------

    def new(self, kind=None):
        self.count += 1
        name = f"v{self.count}"
        if kind:
            self.names[kind].append(name)
        return name

    def put(self, line):
        self.lines.append("    " * self.indent + line)

    def pick(self, *options):
        return self.r.choice(options)

    def maybe(self, p):
        return self.r.random() < p

    def text(self):
        return repr(self.r.choice(STRINGS)) if self.maybe(0.8) else '"' + self.r.choice(["a", "b", "q1"]) + '"'

    # expressions ----------------------------------------------------------------

    def expr(self, kind):
        if self.maybe(self.wrong):
            kind = self.r.choice(KINDS)
        self.depth += 1
        try:
            if self.depth > 4 or self.maybe(0.3):
                return self.leaf(kind)
            return getattr(self, "make_" + kind)()
        finally:
            self.depth -= 1

    def leaf(self, kind):
        if self.names[kind] and self.maybe(0.6):
            return self.r.choice(self.names[kind])
        r = self.r
        return {
            "int": lambda: str(r.choice(INTS)),
            "str": self.text,
            "float": lambda: r.choice(FLOATS),
            "bool": lambda: r.choice(["True", "False"]),
            "list": lambda: "[" + ", ".join(str(r.choice(INTS)) for _ in range(r.randrange(4))) + "]",
            "strs": lambda: "[" + ", ".join(self.text() for _ in range(r.randrange(4))) + "]",
            "dict": lambda: "{" + ", ".join(f"{self.text()}: {r.choice(INTS)}" for _ in range(r.randrange(4))) + "}",
            "set": lambda: r.choice(["set()", "{1, 2}", "{'ann', 'bo'}", "{3}", "set([1, 5])"]),
            "tuple": lambda: r.choice(["()", "(1,)", "(1, 'a')", "('x', 2, None)"]),
        }[kind]()

    def make_int(self):
        e = self.expr
        return self.pick(
            lambda: f"({e('int')} {self.pick('+', '-', '*')} {e('int')})",
            lambda: f"({e('int')} {self.pick('//', '%')} {self.pick('2', '3', '-4', e('int'))})",
            lambda: f"({e('int')} {self.pick('&', '|', '^')} {e('int')})",
            lambda: f"({self.pick('2', '3', '-2')} ** {self.pick('0', '1', '2', '5')})",
            lambda: f"({e('int')} {self.pick('<<', '>>')} {self.pick('0', '1', '3')})",
            lambda: f"len({e(self.pick('str', 'list', 'dict', 'set', 'strs', 'tuple'))})",
            lambda: f"{e('str')}.{self.pick('count', 'find', 'rfind')}({self.text()})",
            lambda: f"sum({e('list')})",
            lambda: f"{self.pick('min', 'max')}({e('int')}, {e('int')})",
            lambda: f"{self.pick('min', 'max')}({e('list')}, default={e('int')})",
            lambda: f"int({self.pick(e('float'), e('bool'), repr(self.pick('12', ' 7 ', '-3', '0x1f', '1_0')))})",
            lambda: f"{self.atom('list')}.count({e('int')})",
            lambda: f"{self.atom('dict')}.get({self.text()}, {e('int')})",
            lambda: f"{self.atom('list')}[{self.pick('0', '-1', '1')}]" if self.maybe(0.3) else f"abs({e('int')})",
            lambda: f"({e('int')} if {e('bool')} else {e('int')})",
            lambda: f"sum(x for x in {e('list')} if x {self.pick('>', '<', '!=')} {e('int')})",
            lambda: f"round({e('float')})",
            lambda: f"-{self.atom('int')}",
            lambda: f"~{self.atom('int')}",
            lambda: self.called("int"),
            lambda: f"next(iter({e('list')}), {e('int')})",
            lambda: f"ord({self.pick(repr('a'), repr('é'))})",
            lambda: f"next((x for x in {e('list')} if x > {e('int')}), -1)",
            lambda: f"({self.new('int')} := {e('int')})" if self.depth > 1 and not self.in_comprehension() else e("int"),
        )()

    def in_comprehension(self):
        return True  # a name that is only perhaps bound would make half of all programs stop

    def make_float(self):
        e = self.expr
        return self.pick(
            lambda: f"({e('float')} {self.pick('+', '-', '*')} {e('float')})",
            lambda: f"({e('int')} / {self.pick('2', '3', '-4', '7', e('int'))})",
            lambda: f"float({self.pick(e('int'), repr('2.5'), repr('1e3'), repr(' 3 '))})",
            lambda: f"round({e('float')}, {self.pick('0', '1', '2', '3')})",
            lambda: f"({e('float')} {self.pick('//', '%')} {self.pick('2', '0.5', '3.0')})",
            lambda: f"abs({e('float')})",
            lambda: f"({e('float')} if {e('bool')} else {e('float')})",
            lambda: f"sum([{e('float')}, {e('float')}])",
            lambda: f"max({e('float')}, {e('float')})",
        )()

    def make_bool(self):
        e = self.expr
        kind = self.pick("int", "str", "list", "float", "tuple")
        return self.pick(
            lambda: f"({e('int')} {self.pick('<', '<=', '>', '>=', '==', '!=')} {e('int')})",
            lambda: f"({e(kind)} {self.pick('==', '!=')} {e(kind)})",
            lambda: f"({e('str')} {self.pick('<', '>=', '==')} {e('str')})",
            lambda: f"(not {e(self.pick('bool', 'list', 'str', 'int', 'dict', 'set'))})",
            lambda: f"({e('bool')} {self.pick('and', 'or')} {e('bool')})",
            lambda: f"({self.text()} {self.pick('in', 'not in')} {e(self.pick('str', 'strs', 'dict'))})",
            lambda: f"({e('int')} in {e(self.pick('list', 'set'))})",
            lambda: f"{self.atom('str')}.{self.pick('isdigit', 'isalpha', 'isupper', 'islower', 'isspace', 'isalnum', 'istitle', 'isidentifier')}()",
            lambda: f"{self.atom('str')}.{self.pick('startswith', 'endswith')}({self.pick(self.text(), '(' + self.text() + ', ' + self.text() + ')')})",
            lambda: f"{self.pick('any', 'all')}(x > {e('int')} for x in {e('list')})",
            lambda: f"isinstance({e(self.r.choice(KINDS))}, {self.pick('int', 'str', 'list', 'dict', '(int, str)', 'bool', 'float', 'set', 'tuple')})",
            lambda: f"bool({e(self.r.choice(KINDS))})",
            lambda: f"({e('int')} < {e('int')} <= {e('int')})",
            lambda: f"({e('set')} {self.pick('<=', '>', '==', '>=')} {e('set')})",
            lambda: f"{self.atom('set')}.{self.pick('isdisjoint', 'issubset', 'issuperset')}({e('set')})",
            lambda: f"({e(kind)} is {self.pick('None', 'not None')})",
        )()

    def make_str(self):
        e = self.expr
        return self.pick(
            lambda: f"({e('str')} + {e('str')})",
            lambda: f"({e('str')} * {self.pick('0', '1', '2', '3')})",
            lambda: f"{self.atom('str')}.{self.pick('upper', 'lower', 'title', 'capitalize', 'swapcase', 'strip', 'lstrip', 'rstrip', 'casefold')}()",
            lambda: f"{self.atom('str')}.{self.pick('strip', 'lstrip', 'rstrip')}({self.pick(self.text(), repr('xa '))})",
            lambda: f"{self.atom('str')}.replace({self.text()}, {self.text()}{self.pick('', ', 1')})",
            lambda: f"{self.text()}.join({self.pick(e('strs'), 'str(x) for x in ' + e('list'), 'sorted(' + e('strs') + ')')})",
            lambda: self.fstring(),
            lambda: self.fstring(),
            lambda: self.fstring(),
            lambda: self.percent(),
            lambda: self.format(),
            lambda: f"str({e(self.pick('int', 'float', 'bool', 'list', 'strs', 'dict', 'tuple'))})",
            lambda: f"repr({e(self.pick('int', 'float', 'str', 'strs', 'dict', 'tuple', 'list'))})",
            lambda: f"{self.atom('str')}[{self.slice()}]",
            lambda: f"{self.atom('str')}.{self.pick('ljust', 'rjust', 'center')}({self.pick('3', '6', '8')}{self.pick('', ', ' + repr('*'))})",
            lambda: f"{self.atom('str')}.zfill({self.pick('2', '5')})",
            lambda: f"({e('str')} if {e('bool')} else {e('str')})",
            lambda: f"({e('str')} or {e('str')})",
            lambda: f"{self.atom('str')}.{self.pick('partition', 'rpartition')}({repr(self.pick(',', 'X', '='))})[{self.pick('0', '1', '2')}]",
            lambda: f"{self.atom('str')}.{self.pick('removeprefix', 'removesuffix')}({self.text()})",
            lambda: f"{self.pick('min', 'max')}({e('str')}, {e('str')})",
            lambda: self.called("str"),
            lambda: f"chr({self.pick('97', '233', '65')})",
            lambda: f"type({e(self.r.choice(KINDS))}).__name__",
            lambda: f"{self.atom('dict')}.__class__.__name__" if self.maybe(0.1) else f"{self.pick('hex', 'bin', 'oct')}({e('int')})",
        )()

    def fstring(self):
        parts = []
        for _ in range(self.r.randrange(1, 4)):
            if self.maybe(0.4):
                parts.append(self.pick("a", "-", "g=", "{{", "}}", " ", "é"))
                continue
            kind = self.pick("int", "float", "str", "str", "strs", "bool")
            inner = self.expr(kind)
            if any(ch in inner for ch in "'\"\\{}!") or "=" in inner and ":=" not in inner:
                inner = self.r.choice(self.names[kind]) if self.names[kind] else "7" if kind != "str" else None
                if inner is None:
                    continue
                kind = kind if self.names[kind] else "int"
            spec = {"int": SPECS_INT, "float": SPECS_FLOAT, "str": SPECS_STR}.get(kind, [""])
            s = self.r.choice(spec) if self.maybe(0.5) else ""
            convert = self.pick("", "", "", "!r", "!s", "!a", "=") if not s else ""
            if convert == "=" and "lambda" in inner:
                convert = ""
            parts.append("{" + inner + convert + (":" + s if s else "") + "}")
        return 'f"' + "".join(parts) + '"'

    def percent(self):
        if self.maybe(0.25):
            return f"'%(a)s-%(b)05d' % {{'a': {self.expr('str')}, 'b': {self.expr('int')}}}"
        kinds = [self.pick(("%s", "str"), ("%d", "int"), ("%05d", "int"), ("%.2f", "float"), ("%r", "str"), ("%-5s|", "str"), ("%x", "int"), ("%5s", "strs"), ("%+d", "int"), ("%e", "float"), ("%g", "float"), ("%3d%%", "int")) for _ in range(self.r.randrange(1, 4))]
        return f"'{'-'.join(k for k, _ in kinds)}' % ({', '.join(self.expr(kind) for _, kind in kinds)},)"

    def format(self):
        return self.pick(
            lambda: f"'{{}}/{{}}'.format({self.expr('str')}, {self.expr('int')})",
            lambda: f"'{{1}}{{0}}'.format({self.expr('str')}, {self.expr('str')})",
            lambda: f"'{{a}}:{{b:>4}}'.format(a={self.expr('strs')}, b={self.expr('int')})",
            lambda: f"'{{0[0]}}'.format({self.expr('tuple')})" if self.maybe(0.3) else f"'{{!r}}'.format({self.expr('str')})",
            lambda: f"'{{:{self.r.choice(SPECS_INT)}}}'.format({self.expr('int')})",
            lambda: f"'{{:{{}}}}|'.format({self.expr('str')}, {self.pick('4', '6')})",
            lambda: f"format({self.expr('float')}, {self.r.choice(SPECS_FLOAT)!r})",
        )()

    def slice(self):
        part = lambda: self.pick("", "", "0", "1", "2", "-1", "-2", "5")  # noqa: E731
        return f"{part()}:{part()}" + self.pick("", "", ":2", ":-1")

    def atom(self, kind):
        """An expression that a dot or a bracket may follow."""
        e = self.expr(kind)
        return e if e.isidentifier() or e[0] in "[{(\"'" and e[-1] in "]})\"'" and kind != "str" else f"({e})"

    def make_list(self):
        e = self.expr
        return self.pick(
            lambda: f"[{', '.join(e('int') for _ in range(self.r.randrange(4)))}]",
            lambda: f"({e('list')} + {e('list')})",
            lambda: f"{self.atom('list')}[{self.slice()}]",
            lambda: f"sorted({e('list')}{self.pick('', ', reverse=True', ', key=lambda x: -x', ', key=abs')})",
            lambda: f"[x {self.pick('+', '*', '-')} {e('int')} for x in {e('list')}{self.cond()}]",
            lambda: f"list({self.pick('range(' + self.pick('0', '3', '5') + ')', 'reversed(' + e('list') + ')', 'map(abs, ' + e('list') + ')', 'filter(None, ' + e('list') + ')', e('tuple') + '[:1] and [1]')})",
            lambda: f"[*{e('list')}, {e('int')}]",
            lambda: f"list({self.atom('dict')}.values())",
            lambda: f"[len(x) for x in {e('strs')}]",
            lambda: f"({e('list')} * {self.pick('0', '1', '2')})",
            lambda: f"sorted(set({e('list')}))",
            lambda: f"[x for y in [{e('list')}, {e('list')}] for x in y]",
            lambda: f"({e('list')} if {e('bool')} else {e('list')})",
            lambda: f"[a + b for a, b in zip({e('list')}, {e('list')})]",
            lambda: f"[i * x for i, x in enumerate({e('list')}{self.pick('', ', 1')})]",
            lambda: f"list(range({self.pick('0', '1', '-2')}, {self.pick('4', '7', '-5')}, {self.pick('1', '2', '-1', '3')}))",
            lambda: self.called("list"),
            lambda: f"({e('list')} or {e('list')})",
            lambda: f"{self.atom('list')}.copy()",
            lambda: f"[(lambda q, w={e('int')}: q + w)(x) for x in {e('list')}]",
            lambda: f"[y for x in {self.leaf('list')} if (y := x {self.pick('+', '*')} 2) > {self.leaf('int')}]" if self.depth == 1 else e("list"),
        )()

    def cond(self):
        return self.pick("", "", f" if x {self.pick('>', '<', '!=', '%')} {self.pick('2', '3', '5')}", f" if x in {self.leaf('list')}")

    def make_strs(self):
        e = self.expr
        return self.pick(
            lambda: f"[{', '.join(e('str') for _ in range(self.r.randrange(4)))}]",
            lambda: f"{self.atom('str')}.split({self.pick('', repr(','), repr('X'), 'None, 1', repr(',') + ', 1')})",
            lambda: f"{self.atom('str')}.rsplit({self.pick(repr(','), 'None, 1', repr('X') + ', 1')})",
            lambda: f"sorted({e('strs')}{self.pick('', ', key=len', ', reverse=True', ', key=str.lower')})",
            lambda: f"[x.{self.pick('upper', 'strip', 'title', 'lower')}() for x in {e('strs')}{self.pick('', ' if x', ' if len(x) > 1')}]",
            lambda: f"[f'{{x}}-{{i}}' for i, x in enumerate({e('strs')})]",
            lambda: f"list({self.pick(e('str'), e('dict'), 'map(str, ' + e('list') + ')', 'map(str.upper, ' + e('strs') + ')')})",
            lambda: f"({e('strs')} + {e('strs')})",
            lambda: f"{self.atom('strs')}[{self.slice()}]",
            lambda: f"[str(x) for x in {e('list')}]",
            lambda: f"[k for k, v in {self.atom('dict')}.items() if v > {e('int')}]",
            lambda: f"[a + b for a in {e('strs')} for b in {self.pick(repr('xy'), e('strs'))}]",
            lambda: f"{self.atom('str')}.splitlines()",
            lambda: f"[*{e('strs')}, *{e('str')}]",
            lambda: f"list(reversed({e('strs')}))",
            lambda: f"[a for a, *b in [({e('str')}, 1, 2), ({e('str')},)]]",
        )()

    def make_dict(self):
        e = self.expr
        return self.pick(
            lambda: "{" + ", ".join(f"{e('str')}: {e('int')}" for _ in range(self.r.randrange(4))) + "}",
            lambda: f"{{x: len(x) for x in {e('strs')}{self.pick('', ' if x')}}}",
            lambda: f"{{**{e('dict')}, {self.text()}: {e('int')}}}",
            lambda: f"dict(zip({e('strs')}, {e('list')}))",
            lambda: f"dict({self.pick('a=' + e('int'), e('dict'), e('dict') + ', z=' + e('int'), '[(' + self.text() + ', ' + e('int') + ')]')})",
            lambda: f"({e('dict')} | {e('dict')})",
            lambda: f"{{v: k for k, v in enumerate({e('strs')})}}",
            lambda: f"dict.fromkeys({e('strs')}, {e('int')})",
            lambda: f"{{k: v * 2 for k, v in {self.atom('dict')}.items() if {self.pick('v', 'k', 'v > 1', 'len(k) < 3')}}}",
            lambda: f"dict(sorted({self.atom('dict')}.items(){self.pick('', ', key=lambda kv: -kv[1]', ', reverse=True')}))",
            lambda: f"({e('dict')} if {e('bool')} else {e('dict')})",
            lambda: f"{self.atom('dict')}.copy()",
        )()

    def make_set(self):
        e = self.expr
        return self.pick(
            lambda: f"set({e(self.pick('list', 'strs', 'str', 'tuple', 'dict'))})",
            lambda: f"({e('set')} {self.pick('|', '&', '-', '^')} {e('set')})",
            lambda: f"{{x % 3 for x in {e('list')}}}",
            lambda: f"{{*{e('list')}, {e('int')}}}",
            lambda: f"{{x.lower() for x in {e('strs')} if x}}",
            lambda: f"{self.atom('set')}.{self.pick('union', 'difference', 'intersection', 'symmetric_difference')}({e(self.pick('list', 'set', 'strs'))})",
            lambda: f"({self.atom('dict')}.keys() {self.pick('&', '-', '|')} {e('set')})",
            lambda: f"frozenset({e('list')})",
        )()

    def make_tuple(self):
        e = self.expr
        return self.pick(
            lambda: f"({e('int')}, {e('str')})",
            lambda: f"tuple({e(self.pick('list', 'str', 'strs'))})",
            lambda: f"({e('tuple')} + {e('tuple')})",
            lambda: f"divmod({e('int')}, {self.pick('2', '3', '7')})",
            lambda: f"{self.atom('tuple')}[{self.slice()}]",
            lambda: f"(*{e('list')}, {e('bool')})",
            lambda: f"tuple(sorted({self.atom('dict')}.items()))",
            lambda: f"{self.atom('str')}.partition({repr(self.pick(',', 'X'))})",
            lambda: f"({e('list')}, {e('dict')})",
        )()

    def called(self, kind):
        fits = [f for f in self.functions if f[2] == kind]
        if not fits:
            return self.leaf(kind)
        name, kinds, _ = self.r.choice(fits)
        args = [self.expr(k) for k in kinds]
        if args and self.maybe(0.2):
            args[-1] = f"p{len(args) - 1}={args[-1]}"
        return f"{name}({', '.join(args)})"

    # statements ------------------------------------------------------------------

    def statement(self):
        e, put = self.expr, self.put
        kind = self.r.choice(KINDS)
        choice = self.r.randrange(34)
        if choice < 8:
            value = e(kind)
            put(f"{self.new(kind)} = {value}")
        elif choice == 8 and self.names["list"]:
            name = self.r.choice(self.names["list"])
            put(self.pick(f"{name}.append({e('int')})", f"{name}.extend({e('list')})", f"{name} += {e('list')}", f"{name}.insert({self.pick('0', '1', '-1')}, {e('int')})", f"{name}.sort()", f"{name}.reverse()", f"{name}[:1] = {e('list')}", f"{name}.append({e('int')})", f"if {name}: {name}.pop()", f"if {name}: {name}[0] {self.pick('=', '+=')} {e('int')}", f"{name} *= {self.pick('1', '2')}"))
        elif choice == 9 and self.names["dict"]:
            name = self.r.choice(self.names["dict"])
            put(self.pick(f"{name}[{self.text()}] = {e('int')}", f"{name}.update({e('dict')})", f"{name}.setdefault({self.text()}, {e('int')})", f"{name}.pop({self.text()}, None)", f"{name} |= {e('dict')}", f"{name}.update(k={e('int')})", f"{name}[{self.text()}] = {name}.get({self.text()}, 0) + 1"))
        elif choice == 10 and self.names["set"]:
            name = self.r.choice(self.names["set"])
            put(self.pick(f"{name} = set({name}); {name}.add({e('int')})", f"{name} |= {e('set')}", f"{name} -= {e('set')}", f"{name} &= {e('set')}", f"{name} ^= {e('set')}"))
        elif choice == 11 and self.names["int"]:
            put(f"{self.r.choice(self.names['int'])} {self.pick('+=', '-=', '*=', '%=')} {self.pick('1', '2', '3')}")
        elif choice == 12 and self.names["str"]:
            put(f"{self.r.choice(self.names['str'])} += {e('str')}")
        elif choice < 15:
            self.branch()
        elif choice < 17:
            self.loop()
        elif choice == 17:
            self.attempt()
        elif choice == 18:
            self.while_loop()
        elif choice in (19, 20):
            self.function()
        elif choice == 21:
            value = f"[{e('int')}, {e('int')}, *{e('list')}]"
            put(f"{self.new('int')}, *{self.new('list')} = {value}")
        elif choice == 22:
            a, b = e("str"), e("int")
            put(f"{self.new('str')}, {self.new('int')} = {a}, {b}")
        elif choice == 23:
            value = e("list")
            put(f"{self.new('list')} = {self.new('list')} = {value}")
        elif choice == 24:
            self.lazy()
        elif choice == 25:
            self.roles()
        elif choice == 26:
            self.aclass()
        elif choice == 27:
            self.executed()
        elif choice == 28:
            self.generator()
        elif choice == 29:
            self.environment()
        elif choice == 30 and self.names["list"] and self.maybe(0.3):
            put(f"del {self.r.choice(self.names['list'])}[{self.slice()}]")
        elif choice == 31:
            self.closure()
        elif choice == 32:
            self.match()
        else:
            self.show(kind)

    def body(self, n=None):
        """Statements of a block; names bound inside are only there when the block runs, so they are forgotten."""
        saved = {k: list(v) for k, v in self.names.items()}
        self.indent += 1
        before = len(self.lines)
        for _ in range(n or self.r.randrange(1, 3)):
            if self.indent < 4:
                self.statement()
        if len(self.lines) == before:
            self.put("pass")
        self.indent -= 1
        self.names = saved

    def show(self, kind=None):
        self.out += 1
        self.put(f"c.T.r{self.out} = {self.expr(kind or self.r.choice(KINDS))}")

    def branch(self):
        self.put(f"if {self.expr('bool')}:")
        self.body()
        if self.maybe(0.3):
            self.put(f"elif {self.expr(self.pick('bool', 'int', 'list'))}:")
            self.body()
        if self.maybe(0.5):
            self.put("else:")
            self.body()

    def loop(self):
        kind, source, names = self.pick(
            ("int", self.expr("list"), None),
            ("str", self.expr("strs"), None),
            (None, f"enumerate({self.expr('strs')})", ("int", "str")),
            (None, f"list({self.atom('dict')}.items())", ("str", "int")),
            ("int", f"range({self.pick('2', '3', '4')})", None),
            ("str", self.expr("str"), None),
            (None, f"zip({self.expr('strs')}, {self.expr('list')})", ("str", "int")),
        )
        saved = {k: list(v) for k, v in self.names.items()}
        target = ", ".join(self.new(k) for k in names) if names else self.new(kind)
        # Lists must not grow while they are walked.
        self.put(f"for {target} in list({source})[:6]:")
        self.body()
        self.indent += 1
        if self.maybe(0.25):
            self.put(f"if {self.expr('bool')}: {self.pick('break', 'continue')}")
            self.statement()
        self.indent -= 1
        if self.maybe(0.2):
            self.put("else:")
            self.body(1)
        self.names = saved

    def while_loop(self):
        n = self.new()
        self.put(f"{n} = {self.pick('0', '1')}")
        self.put(f"while {n} < {self.pick('2', '3', '5')}:")
        self.indent += 1
        self.put(f"{n} += 1")
        if self.maybe(0.3):
            self.put(f"if {self.expr('bool')}: {self.pick('continue', 'break')}")
        self.indent -= 1
        self.body(1)

    def attempt(self):
        self.put("try:")
        saved = {k: list(v) for k, v in self.names.items()}
        self.indent += 1
        risky = self.pick("[][1]", "{}['q']", "int('x')", "1 / 0", "None.x", "'a' + 1", "1", "len(5)", "{'a': 1}['a']", "undefined_name", "raise_it", "[].pop()")
        if risky == "raise_it":
            self.put(f"raise {self.pick('ValueError', 'KeyError', 'TypeError')}({self.text()})")
        else:
            self.put(f"{self.new()} = {risky}")
        self.statement()
        self.indent -= 1
        self.names = saved
        for kind in self.r.sample(["KeyError", "IndexError", "(TypeError, ZeroDivisionError)", "ValueError", "LookupError", "NameError"], self.r.randrange(1, 4)):
            self.put(f"except {kind}{self.pick('', ' as err')}:")
            self.body(1)
        if self.maybe(0.85):
            self.put("except Exception:")
            self.body(1)
        if self.maybe(0.3):
            self.put("else:")
            self.body(1)
        if self.maybe(0.3):
            self.put("finally:")
            self.body(1)

    def function(self):
        if self.indent > 1:
            return
        result = self.pick("int", "str", "list")
        kinds = [self.pick("int", "str", "list", "strs") for _ in range(self.r.randrange(0, 3))]
        self.count += 1
        name = f"f{self.count}"
        params = [f"p{i}" for i in range(len(kinds))]
        shown = [f"{p}={self.leaf(k)}" if i == len(kinds) - 1 and self.maybe(0.3) else p for i, (p, k) in enumerate(zip(params, kinds))]
        if self.maybe(0.15):
            shown.append(self.pick("*rest", "**more", "*, q=1"))
        saved = {k: list(v) for k, v in self.names.items()}
        functions = list(self.functions)
        self.put(f"def {name}({', '.join(shown)}):")
        self.names = {k: [] for k in KINDS}
        for p, k in zip(params, kinds):
            self.names[k].append(p)
        self.indent += 1
        for _ in range(self.r.randrange(0, 3)):
            if self.maybe(0.3):
                self.put(f"if {self.expr('bool')}: return {self.expr(result)}")
            else:
                kind = self.r.choice(KINDS)
                value = self.expr(kind)
                self.put(f"{self.new(kind)} = {value}")
        self.put(f"return {self.expr(result)}")
        self.indent -= 1
        self.names, self.functions = saved, functions
        self.functions.append((name, kinds, result))

    def closure(self):
        self.count += 1
        n = self.count
        start = self.expr("int")
        self.put(f"def make{n}(k):")
        self.put(self.pick("    seen = []", "    total = k"))
        if self.lines[-1].endswith("[]"):
            self.put("    def inner(x):\n" + "    " * self.indent + "        seen.append(x + k)\n" + "    " * self.indent + "        return list(seen)")
            kind = "list"
        else:
            self.put("    def inner(x):\n" + "    " * self.indent + "        nonlocal total\n" + "    " * self.indent + "        total += x\n" + "    " * self.indent + "        return total")
            kind = "int"
        self.put("    return inner")
        self.put(f"inner{n} = make{n}({start})")
        self.put(f"inner{n}({self.pick('1', '2')})")
        self.functions.append((f"inner{n}", ["int"], kind)) if self.indent == 0 else None

    def generator(self):
        self.count += 1
        n = self.count
        self.put(f"def gen{n}(k):")
        self.put(f"    for i in range({self.pick('2', '3')}):")
        self.put(f"        yield i {self.pick('+', '*')} k")
        if self.maybe(0.5):
            self.put(f"    yield from {self.leaf('list')}")
        value = f"{self.pick('list', 'sorted', 'tuple', 'sum')}(gen{n}({self.expr('int')}))"
        self.out += 1
        self.put(f"c.T.r{self.out} = {value}")

    def aclass(self):
        if self.indent:
            return
        self.count += 1
        n = self.count
        self.put(f"class C{n}{self.pick('', '(object)')}:")
        self.put(f"    kind = {self.expr('str')}")
        self.put(f"    def __init__(self, a, b={self.leaf('int')}):")
        self.put("        self.a = a")
        self.put("        self.b = [b]")
        self.put(f"    def more(self, x): return self.b + [x, self.{self.pick('a', 'a', 'kind')}]")
        if self.maybe(0.3):
            self.put("    @property\n    def size(self): return len(self.b)")
        self.put(f"o{n} = C{n}({self.expr(self.pick('int', 'str'))}{self.pick('', ', ' + self.expr('int'))})")
        self.put(f"o{n}.b.append({self.expr('int')})")
        self.out += 1
        self.put(f"c.T.r{self.out} = o{n}.a, o{n}.b, o{n}.more({self.expr('str')}), C{n}.kind, isinstance(o{n}, C{n}), hasattr(o{n}, 'size')")

    def lazy(self):
        trait = self.pick("c.L.list", "c.L.things", "c.JupyterHub.load_roles", "c.M.dict", "c.M.set")
        if trait == "c.M.dict":
            self.put(f"{trait}.update({self.expr('dict')})")
        elif trait == "c.M.set":
            self.put(self.pick(f"{trait}.add({self.expr('int')})", f"{trait}.update({self.expr('set')})"))
        else:
            self.put(self.pick(f"{trait}.append({self.expr('str')})", f"{trait}.extend({self.expr('strs')})", f"{trait}.prepend({self.expr('list')})", f"{trait}.insert({self.pick('0', '1')}, {self.expr('int')})"))

    def roles(self):
        self.put("for u in " + self.expr("strs") + "[:3]:")
        self.put(f'    c.R.roles.append({{"name": f"{self.pick("role", "x")}-{{u}}", "scopes": [f"read:users!user={{u}}", {self.text()}], "users": [u.strip()]}})')
        self.out += 1
        self.put(f'c.T.r{self.out} = {{g: {{"users": [x for x in {self.expr("strs")} if x != g]}} for g in {self.expr("strs")}}}')

    def executed(self):
        self.out += 1
        value = self.expr("int")
        name = self.new("int")
        self.put(f"exec({f'{name} = {value}'!r})")
        self.put(f"c.T.r{self.out} = eval({self.leaf('list')!r})")

    def environment(self):
        self.out += 1
        self.put(f"c.T.r{self.out} = os.environ.get({self.pick('LIST', 'NUM', 'EMPTY')!r}, {self.text()}).split(','), os.path.join({self.text()}, {self.text()}), 'NUM' in os.environ")

    def match(self):
        subject = self.expr(self.pick("int", "list", "tuple", "str", "dict"))
        self.out += 1
        n = self.out
        self.put(f"match {subject}:")
        cases = ["[a, b]", "[a, *b]", "0 | 1", "str()", "{'ann': a}", "(x, 'a')", "int(a)", "[]", "None", "list() as a", "-1", "'bo'", "{'bo': a, **b}"]
        for case in self.r.sample(cases, 3):
            self.put(f"    case {case}{self.pick('', ' if True')}:")
            self.put(f"        c.T.r{n} = {case.split(' ')[0]!r}")
        self.put("    case _:")
        self.put(f"        c.T.r{n} = 'other'")


def program(seed):
    """The program of a seed."""
    p = Program(seed)
    for _ in range(p.r.randrange(6, 22)):
        p.statement()
    for kind in KINDS:
        if p.names[kind]:
            p.out += 1
            p.put(f"c.T.r{p.out} = {p.r.choice(p.names[kind])}")
    text = "\n".join(p.lines) + "\n"
    if "os." in text and not text.startswith("import os"):
        text = "import os\n" + text
    return {"files": [{"name": "jupyterhub_config.py", "text": text}], "environment": {"LIST": "ann,bo,,cy", "NUM": "12", "EMPTY": ""}}


def programs(seed, count):
    for n in range(seed, seed + count):
        yield program(n)
