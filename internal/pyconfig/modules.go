package pyconfig

import (
	"strings"

	"rolecall.example/internal/limits"
)

// moduleFunctions are the functions of modules that we run, by dotted name.
var moduleFunctions map[string]func(in *interp, c *call) val

func init() {
	nothing := func(in *interp, c *call) val { return in.none(c.at) }
	unasked := func(name, id, why, message string) func(in *interp, c *call) val {
		return func(in *interp, c *call) val {
			return in.asked(name, c.at, id, why, message)
		}
	}
	paths := func(fn func(string) string) func(in *interp, c *call) val {
		return func(in *interp, c *call) val {
			p, ok := pathText(c.arg(0, "path").v)
			if !ok {
				return in.spread(c.at, c.args...)
			}
			return val{stringValue(fn(p)), c.at}
		}
	}
	exists := func(what string) func(in *interp, c *call) val {
		return func(in *interp, c *call) val {
			p, ok := pathText(c.arg(0, "path").v)
			if !ok {
				return in.spread(c.at, c.args...)
			}
			return in.exists(p, what, c.at)
		}
	}
	random := unasked("", "random", "a random value", "a random value is different on each start")
	moduleFunctions = map[string]func(in *interp, c *call) val{
		"os.getenv":               (*interp).environGet,
		"os.path.join":            (*interp).pathJoin,
		"os.path.dirname":         paths(dirName),
		"os.path.basename":        paths(baseName),
		"os.path.normpath":        paths(normPath),
		"os.path.abspath":         paths(normPath),
		"os.path.realpath":        paths(normPath),
		"os.path.expanduser":      paths(func(p string) string { return p }),
		"os.fspath":               paths(func(p string) string { return p }),
		"os.path.splitext":        (*interp).splitExt,
		"os.path.exists":          exists("exists"),
		"os.path.isfile":          exists("isfile"),
		"os.path.isdir":           exists("isdir"),
		"os.makedirs":             nothing,
		"os.mkdir":                nothing,
		"os.chmod":                nothing,
		"os.umask":                nothing,
		"sys.exit":                func(in *interp, c *call) val { return in.raise(c.at, "SystemExit", "", "") },
		"os._exit":                func(in *interp, c *call) val { return in.raise(c.at, "SystemExit", "", "") },
		"warnings.warn":           nothing,
		"warnings.simplefilter":   nothing,
		"warnings.filterwarnings": nothing,
		"logging.basicConfig":     nothing,
		"time.sleep":              nothing,
		"getpass.getuser":         unasked("getpass.getuser()", "account", "the account that runs the Hub", "Which account runs the Hub is not known"),
		"socket.gethostname":      unasked("socket.gethostname()", "host", "the name of the Hub's machine", "the name of the Hub's machine is not known"),
		"pwd.getpwall":            unasked("pwd.getpwall()", "accounts", "the accounts of the Hub's machine", "Which accounts the Hub's machine has is not known"),
		"grp.getgrnam":            unasked("grp.getgrnam()", "accounts", "the groups of the Hub's machine", "Which groups the Hub's machine has is not known"),
		"secrets.token_hex":       random,
		"secrets.token_urlsafe":   random,
		"secrets.token_bytes":     random,
		"uuid.uuid4":              random,
		"os.urandom":              random,
		"pathlib.Path":            (*interp).pathCall,
		"pathlib.PurePath":        (*interp).pathCall,
		"pathlib.PosixPath":       (*interp).pathCall,
		"copy.copy":               func(in *interp, c *call) val { return in.copied(c.arg(0, "x")) },
		"copy.deepcopy":           func(in *interp, c *call) val { return in.deepCopy(c.arg(0, "x"), map[value]value{}, 0) },
		"collections.OrderedDict": (*interp).dictCall,
		"collections.defaultdict": (*interp).defaultDict,
		"collections.namedtuple":  (*interp).namedTuple,
		"itertools.chain":         (*interp).chain,
		"itertools.chain.from_iterable": func(in *interp, c *call) val {
			items, why, ok := in.optional(c)
			if !ok {
				return in.nothing(c.at)
			}
			return in.chain(&call{at: c.at, args: items, more: why})
		},
		"itertools.product":           (*interp).product,
		"functools.partial":           (*interp).partial,
		"json.loads":                  (*interp).jsonLoads,
		"json.load":                   (*interp).jsonLoads,
		"yaml.safe_load":              (*interp).yamlLoad,
		"yaml.full_load":              (*interp).yamlLoad,
		"yaml.load":                   (*interp).yamlLoad,
		"traitlets.config.get_config": func(in *interp, c *call) val { return val{in.config, c.at} },
		"importlib.import_module": func(in *interp, c *call) val {
			if s, ok := c.arg(0, "name").v.(stringValue); ok {
				return val{in.module(string(s), c.at), c.at}
			}
			return in.spread(c.at, c.args...)
		},
	}
}

func (in *interp) pathJoin(c *call) val {
	out := ""
	for i, a := range c.args {
		s, ok := pathText(a.v)
		if !ok {
			if isUnknown(a.v) {
				return in.spread(c.at, a)
			}
			if n, asked := firstAsked(a); asked {
				return val{&unknownValue{n}, c.at}
			}
			return in.raise(c.at, "TypeError", "a path is joined of strings, not of "+article(typeName(a.v)), "")
		}
		if i == 0 {
			out = s
		} else {
			out = joinPath(out, s)
		}
	}
	in.alloc(len(out), c.at)
	return val{stringValue(out), c.at}
}

func (in *interp) splitExt(c *call) val {
	p, ok := pathText(c.arg(0, "path").v)
	if !ok {
		return in.spread(c.at, c.args...)
	}
	head, ext := splitExt(p)
	return val{&tupleValue{items: []val{{stringValue(head), c.at}, {stringValue(ext), c.at}}}, c.at}
}

func (in *interp) pathCall(c *call) val {
	v := in.pathJoin(c)
	if s, ok := v.v.(stringValue); ok {
		if s == "" {
			s = "."
		}
		return val{&pathValue{strings.TrimPrefix(string(s), "./")}, c.at}
	}
	return v
}

func (in *interp) deepCopy(v val, done map[value]value, depth int) val {
	if depth > limits.ValueDepth || !in.step(1, v.at) {
		return in.spread(v.at, v)
	}
	if copied, ok := done[v.v]; ok {
		return val{copied, v.at}
	}
	switch x := v.v.(type) {
	case *listValue:
		out := &listValue{partial: x.partial, lost: x.lost, born: len(in.doubt)}
		done[x] = out
		in.alloc(48+32*len(x.items), v.at)
		for _, item := range x.items {
			out.items = append(out.items, in.deepCopy(item, done, depth+1))
		}
		return val{out, v.at}
	case *tupleValue:
		out := &tupleValue{partial: x.partial, fields: x.fields}
		in.alloc(48+32*len(x.items), v.at)
		for _, item := range x.items {
			out.items = append(out.items, in.deepCopy(item, done, depth+1))
		}
		return val{out, v.at}
	case *setValue:
		return val{in.copySet(x), v.at}
	case *dictValue:
		out := in.copyDict(x)
		done[x] = out
		for i := range out.entries {
			out.entries[i].v = in.deepCopy(out.entries[i].v, done, depth+1)
		}
		return val{out, v.at}
	case *instanceValue:
		out := &instanceValue{class: x.class, attrs: map[string]val{}, args: x.args, born: len(in.doubt)}
		done[x] = out
		for name, a := range x.attrs {
			out.attrs[name] = in.deepCopy(a, done, depth+1)
		}
		return val{out, v.at}
	}
	return v
}

func (in *interp) defaultDict(c *call) val {
	with := *c
	if len(c.args) > 0 {
		with.args = c.args[1:]
	}
	v := in.dictCall(&with)
	if d, ok := v.v.(*dictValue); ok && len(c.args) > 0 {
		if _, none := c.args[0].v.(noneValue); !none {
			factory := c.args[0]
			d.fallback = &factory
		}
	}
	return v
}

func (in *interp) namedTuple(c *call) val {
	var fields []string
	switch x := c.arg(1, "field_names").v.(type) {
	case stringValue:
		fields = strings.Fields(strings.ReplaceAll(string(x), ",", " "))
	case *listValue, *tupleValue:
		items, _, _ := in.drain(c.arg(1, "field_names"), c.at)
		for _, item := range items {
			if s, ok := item.v.(stringValue); ok {
				fields = append(fields, string(s))
			}
		}
	}
	if c.arg(-1, "defaults").v != nil {
		return in.spread(c.at, c.all()...)
	}
	return val{&builtinValue{"a namedtuple", func(in *interp, c *call) val {
		t := &tupleValue{fields: fields}
		for i, f := range fields {
			v := c.arg(i, f)
			if v.v == nil {
				return in.raise(c.at, "TypeError", "the call does not fit the namedtuple: it needs "+f, "")
			}
			t.items = append(t.items, v)
		}
		return val{t, c.at}
	}}, c.at}
}

func (in *interp) chain(c *call) val {
	var out []val
	why := c.more
	for _, a := range c.args {
		items, w, ok := in.drain(a, c.at)
		if !ok {
			return in.nothing(c.at)
		}
		out = append(out, items...)
		why = firstCause(why, w)
	}
	return val{&iterValue{sliceIterator(out, why), "chain"}, c.at}
}

func (in *interp) product(c *call) val {
	if len(c.keywords) > 0 {
		return in.spread(c.at, c.all()...)
	}
	rows := [][]val{nil}
	var why *cause
	for _, a := range c.args {
		items, w, ok := in.drain(a, c.at)
		if !ok {
			return in.nothing(c.at)
		}
		why = firstCause(why, w)
		var next [][]val
		for _, row := range rows {
			for _, item := range items {
				if !in.step(1, c.at) || !in.alloc(32*(len(row)+1), c.at) {
					return in.nothing(c.at)
				}
				next = append(next, append(row[:len(row):len(row)], item))
			}
		}
		rows = next
	}
	var out []val
	for _, row := range rows {
		out = append(out, val{&tupleValue{items: row}, c.at})
	}
	return val{&iterValue{sliceIterator(out, why), "product"}, c.at}
}

func (in *interp) partial(c *call) val {
	if len(c.args) == 0 {
		return in.raise(c.at, "TypeError", "partial needs a function", "")
	}
	first := c
	return val{&builtinValue{"functools.partial", func(in *interp, c *call) val {
		with := &call{at: c.at, args: append(append([]val(nil), first.args[1:]...), c.args...), more: firstCause(first.more, c.more)}
		with.keywords = append(append([]keyword(nil), first.keywords...), c.keywords...)
		return in.call(first.args[0], with)
	}}, c.at}
}
