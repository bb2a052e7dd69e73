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
			p, folder, ok := pathEnd(c.arg(0, "path").v)
			if !ok {
				return in.spread(c.at, c.args...)
			}
			return pathString(fn(p), folder, c.at)
		}
	}
	// The whole path of what is no whole path hangs on the folder in which the Hub runs.
	whole := func(in *interp, c *call) val {
		p, folder, ok := pathEnd(c.arg(0, "path").v)
		switch {
		case !ok:
			return in.spread(c.at, c.args...)
		case folder == nil && !strings.HasPrefix(p, "/"):
			folder = &cause{at: c.at, id: "config-folder", why: "the folder in which the Hub runs", message: "the folder in which the Hub runs is not known", pure: true}
		}
		if p != "" {
			p = normPath(p)
		}
		return pathString(p, folder, c.at)
	}
	exists := func(what string) func(in *interp, c *call) val {
		return func(in *interp, c *call) val {
			p, _, ok := pathEnd(c.arg(0, "path").v)
			if !ok {
				return in.spread(c.at, c.args...)
			}
			return in.exists(p, what, c.at)
		}
	}
	random := unasked("", "random", "a random value", "a random value is different on each start")
	moduleFunctions = map[string]func(in *interp, c *call) val{
		"os.getenv":       (*interp).environGet,
		"os.path.join":    (*interp).pathJoin,
		"os.path.dirname": paths(dirName),
		"os.path.basename": func(in *interp, c *call) val {
			p, folder, ok := pathEnd(c.arg(0, "path").v)
			if !ok || folder != nil && p == "" {
				return in.spread(c.at, c.args...)
			}
			return val{stringValue(baseName(p)), c.at}
		},
		"os.path.isabs": func(in *interp, c *call) val {
			p, folder, ok := pathEnd(c.arg(0, "s").v)
			if !ok {
				return in.spread(c.at, c.args...)
			}
			return val{boolValue(folder != nil || strings.HasPrefix(p, "/")), c.at}
		},
		"os.path.split": func(in *interp, c *call) val {
			p, folder, ok := pathEnd(c.arg(0, "p").v)
			if !ok {
				return in.spread(c.at, c.args...)
			}
			return val{&tupleValue{items: []val{pathString(dirName(p), folder, c.at), {stringValue(baseName(p)), c.at}}}, c.at}
		},
		"os.getcwd": func(in *interp, c *call) val {
			return pathString("", &cause{at: c.at, id: "config-folder", why: "the folder in which the Hub runs", message: "the folder in which the Hub runs is not known", pure: true}, c.at)
		},
		"os.path.normpath": paths(normPath),
		"os.path.abspath":  whole,
		"os.path.realpath": whole,
		"os.path.expanduser": func(in *interp, c *call) val {
			if p, ok := pathText(c.arg(0, "path").v); ok && !strings.HasPrefix(p, "~") {
				return val{stringValue(p), c.at}
			}
			return in.unknown(c.at, "account", "the home of the account that runs the Hub", "the home of the account that runs the Hub is not known", "")
		},
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
		"pathlib.PurePosixPath":   (*interp).pathCall,
		"pathlib.Path.cwd": func(in *interp, c *call) val {
			return val{&pathValue{"", &cause{at: c.at, id: "config-folder", why: "the folder in which the Hub runs", message: "the folder in which the Hub runs is not known", pure: true}}, c.at}
		},
		"copy.copy":     func(in *interp, c *call) val { return in.copied(c.arg(0, "x")) },
		"copy.deepcopy": func(in *interp, c *call) val { return in.deepCopy(c.arg(0, "x"), map[value]value{}, 0) },
		"collections.OrderedDict": func(in *interp, c *call) val {
			v := in.dictCall(c)
			v.v.(*dictValue).ordered = true
			return v
		},
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
		"itertools.product": (*interp).product,
		"functools.partial": (*interp).partial,
		"functools.reduce":  (*interp).reduce,
		"functools.cache":   remembering,
		"functools.lru_cache": func(in *interp, c *call) val {
			if _, ok := c.arg(0, "").v.(*funcValue); ok {
				return remembering(in, c)
			}
			return val{&builtinValue{"functools.lru_cache()", remembering}, c.at}
		},
		"functools.wraps": func(in *interp, c *call) val {
			of, ok := c.arg(0, "").v.(*funcValue)
			return val{&builtinValue{"functools.wraps()", func(in *interp, c *call) val {
				f, isFunc := c.arg(0, "").v.(*funcValue)
				if !ok || !isFunc {
					return in.orNone(c.arg(0, ""))
				}
				named := *f
				named.name, named.doc = of.name, of.doc
				return val{&named, c.at}
			}}, c.at}
		},
		"contextlib.suppress":            func(in *interp, c *call) val { return val{&suppressValue{c.args}, c.at} },
		"traitlets.config.Config":        (*interp).newConfig,
		"traitlets.config.loader.Config": (*interp).newConfig,
		"ast.literal_eval":               (*interp).evalCall,
		"json.loads":                     (*interp).jsonLoads,
		"json.load":                      (*interp).jsonLoads,
		"yaml.safe_load":                 (*interp).yamlLoad,
		"yaml.full_load":                 (*interp).yamlLoad,
		"yaml.load":                      (*interp).yamlLoad,
		"traitlets.config.get_config":    func(in *interp, c *call) val { return val{in.config, c.at} },
		"importlib.import_module": func(in *interp, c *call) val {
			if s, ok := c.arg(0, "name").v.(stringValue); ok {
				return val{in.module(string(s), c.at), c.at}
			}
			return in.spread(c.at, c.args...)
		},
	}
}

func (in *interp) pathJoin(c *call) val {
	p, folder, instead := in.joinedPath(c)
	if instead.v != nil {
		return instead
	}
	return pathString(p, folder, c.at)
}

// joinedPath puts parts of a path together; instead is what comes where that is not possible.
func (in *interp) joinedPath(c *call) (p string, folder *cause, instead val) {
	for i, a := range c.args {
		s, f, ok := pathEnd(a.v)
		if !ok {
			if isUnknown(a.v) {
				return "", nil, in.spread(c.at, a)
			}
			if n, asked := firstAsked(a); asked {
				return "", nil, val{&unknownValue{n}, c.at}
			}
			return "", nil, in.raise(c.at, "TypeError", "a path is joined of strings, not of "+article(typeName(a.v)), "")
		}
		switch {
		case i == 0 || f != nil || strings.HasPrefix(s, "/"):
			p, folder = s, f
		default:
			p = joinPath(p, s)
		}
	}
	in.alloc(len(p), c.at)
	return p, folder, val{}
}

func (in *interp) splitExt(c *call) val {
	p, folder, ok := pathEnd(c.arg(0, "path").v)
	if !ok {
		return in.spread(c.at, c.args...)
	}
	head, ext := splitExt(p)
	return val{&tupleValue{items: []val{pathString(head, folder, c.at), {stringValue(ext), c.at}}}, c.at}
}

func (in *interp) pathCall(c *call) val {
	p, folder, instead := in.joinedPath(c)
	if instead.v != nil {
		return instead
	}
	if p != "" || folder == nil {
		p = cleanPath(p)
	}
	return val{&pathValue{p, folder}, c.at}
}

func (in *interp) deepCopy(v val, done map[value]value, depth int) val {
	if depth > limits.ValueDepth || !in.step(1, v.at) {
		return in.spread(v.at, v)
	}
	if copied, ok := done[v.v]; ok {
		return val{copied, v.at}
	}
	switch x := v.v.(type) {
	case *sectionValue:
		return val{in.deepConfig(x, v.at), v.at}
	case *listValue:
		out := &listValue{partial: x.partial, lost: x.lost, shuffled: x.shuffled, born: len(in.doubt), made: in.steps}
		done[x] = out
		in.alloc(48+32*len(x.items), v.at)
		for _, item := range x.items {
			out.items = append(out.items, in.deepCopy(item, done, depth+1))
		}
		return val{out, v.at}
	case *tupleValue:
		out := &tupleValue{partial: x.partial, shuffled: x.shuffled, fields: x.fields}
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
		out := &instanceValue{class: x.class, attrs: map[string]val{}, args: x.args, born: len(in.doubt), lost: x.lost}
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
		why = joined(why, w)
	}
	return val{iterOf(sliceIterator(out, why), "chain"), c.at}
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
		why = joined(why, w)
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
	return val{iterOf(sliceIterator(out, why), "product"), c.at}
}

func (in *interp) partial(c *call) val {
	if len(c.args) == 0 {
		return in.raise(c.at, "TypeError", "partial needs a function", "")
	}
	first := c
	return val{&builtinValue{"functools.partial", func(in *interp, c *call) val {
		with := &call{at: c.at, args: append(append([]val(nil), first.args[1:]...), c.args...), more: joined(first.more, c.more)}
		with.keywords = append(append([]keyword(nil), first.keywords...), c.keywords...)
		return in.call(first.args[0], with)
	}}, c.at}
}

func (in *interp) reduce(c *call) val {
	if len(c.args) < 2 {
		return in.raise(c.at, "TypeError", "reduce needs a function and what to reduce", "")
	}
	items, why, ok := in.drain(c.args[1], c.at)
	if !ok {
		return in.nothing(c.at)
	}
	if why != nil {
		return val{&unknownValue{why}, c.at}
	}
	if len(c.args) > 2 {
		items = append([]val{c.args[2]}, items...)
	}
	if len(items) == 0 {
		return in.raise(c.at, "TypeError", "there is nothing to reduce, and no first value", "")
	}
	out := items[0]
	for _, item := range items[1:] {
		out = in.call(c.args[0], &call{at: c.at, args: []val{out, item}})
	}
	return out
}
