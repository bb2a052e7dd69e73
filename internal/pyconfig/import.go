package pyconfig

import "strings"

// module runs a module of the config's own, or names one of somebody else's: its attributes are not known.
func (in *interp) module(name string, at span) *moduleValue {
	if m, ok := in.modules[name]; ok {
		return m
	}
	m := &moduleValue{name: name}
	in.modules[name] = m
	path := strings.ReplaceAll(name, ".", "/") + ".py"
	if text, ok := in.input.Reads[path]; ok && !standardModule(name) && !in.tooManyFiles(at) {
		scope := newModule(path)
		in.runModule(path, text, scope)
		m.attrs = scope.vars
	}
	return m
}

// importModule is `import a.b.c` or `import a.b.c as n`.
func (in *interp) importModule(n importName) {
	full := n.name
	for i := 0; i < len(full); i++ {
		if full[i] == '.' {
			in.module(full[:i], n.at)
		}
	}
	m := in.module(full, n.at)
	if !standardModule(full) && m.attrs == nil {
		in.vague++ // it may not be installed
	}
	if n.as == "" && strings.Contains(full, ".") {
		m = in.module(importedAs(n), n.at)
	}
	in.bind(importedAs(n), val{m, n.at})
}

func (in *interp) importFrom(s *fromStmt) {
	name := strings.Repeat(".", s.level) + s.module
	m := in.module(name, s.at())
	if !standardModule(name) && m.attrs == nil {
		in.vague++
	}
	for _, n := range s.names {
		if n.name == "*" {
			if m.attrs == nil {
				in.star(name, n.at)
			}
			if m.attrs == nil {
				in.gaps = in.gaps || !standardModule(name)
				continue
			}
			names := make([]string, 0, len(m.attrs))
			for k := range m.attrs {
				if !strings.HasPrefix(k, "_") {
					names = append(names, k)
				}
			}
			sortStrings(names)
			for _, k := range names {
				in.bind(k, m.attrs[k])
			}
			continue
		}
		v := in.moduleAttribute(m, n.name, n.at)
		if in.halted() {
			return
		}
		if o, ok := v.v.(*objectValue); ok && !isClassName(n.name) && o.name == name+"."+n.name {
			in.vague++ // the module may not have it
		}
		if n.as != "" {
			in.bind(n.as, v)
		} else {
			in.bind(n.name, v)
		}
	}
}

// star is `from module import *` of a module whose inside is not known: what we know of it, and a note that any other
// name may come from it.
func (in *interp) star(module string, at span) {
	for full, fn := range moduleFunctions {
		if name, ok := strings.CutPrefix(full, module+"."); ok && !strings.Contains(name, ".") {
			in.bind(name, val{&builtinValue{full, fn}, at})
		}
	}
	for full, v := range moduleValues {
		if name, ok := strings.CutPrefix(full, module+"."); ok && v != nil {
			in.bind(name, val{v, at})
		}
	}
	if in.starred == nil {
		in.starred = &cause{at: at, id: "star-import", why: "a name that `from " + module + " import *` may bring",
			message: "which names `from " + module + " import *` brings is not known", hint: "import the names one by one"}
	}
}

// moduleAttribute is module.name.
func (in *interp) moduleAttribute(m *moduleValue, name string, at span) val {
	if v, ok := m.attrs[name]; ok {
		return v
	}
	full := m.name + "." + name
	if v, ok := in.known(full, at); ok {
		return v
	}
	if _, ok := exceptionBases[full]; ok {
		return val{in.exceptionClass(full), at}
	}
	if sub, ok := in.modules[full]; ok {
		return val{sub, at}
	}
	if m.name == "builtins" {
		if v, ok := in.builtin(name); ok {
			return v
		}
	}
	in.vague++ // it may have no such attribute
	return in.imported(full, isClassName(name) || standardModule(m.name) && !isConstantName(name), at)
}

// objectAttribute is an attribute of something whose inside is not known.
func (in *interp) objectAttribute(o *objectValue, name string, at span) val {
	full := o.name + "." + name
	if v, ok := in.known(full, at); ok {
		return v
	}
	in.vague++
	return in.imported(full, isClassName(name), at)
}

// imported is something of a module whose inside is not known, unless the state says what it stands for.
func (in *interp) imported(full string, known bool, at span) val {
	if _, said := in.input.Values[full]; said {
		if v, _, ok := in.valueOf(full, at); ok {
			return v
		}
	}
	return val{&objectValue{name: full, known: known}, at}
}

// isClassName reports whether an imported name is a class by its spelling: classes are never false.
func isClassName(name string) bool {
	return name != "" && 'A' <= name[0] && name[0] <= 'Z' && !isConstantName(name)
}

func isConstantName(name string) bool { return len(name) > 1 && strings.ToUpper(name) == name }

// known answers for the names of modules whose values or functions we have.
func (in *interp) known(full string, at span) (val, bool) {
	if fn, ok := moduleFunctions[full]; ok {
		return val{&builtinValue{full, fn}, at}, true
	}
	switch full {
	case "os.environ":
		return val{&environValue{}, at}, true
	case "os.path", "concurrent.futures", "importlib.util", "urllib.parse", "os.environb", "xml.etree", "logging.handlers":
		return val{in.module(full, at), at}, true
	case "sys.executable":
		return in.asked("sys.executable", at, "sys-executable", "the Python that runs the Hub", "Which Python runs the Hub is not known"), true
	case "sys.path", "sys.argv":
		return in.newList(nil, &cause{at: at, id: "not-read", why: full, message: "what " + full + " holds is not known"}, at), true
	}
	if v, ok := moduleValues[full]; ok {
		if v == nil {
			return in.unknown(at, "not-read", "the value of "+full, "what "+full+" is on the Hub's machine is not known", "write the value itself to have it read"), true
		}
		return val{v, at}, true
	}
	return val{}, false
}

// pureFunction reports whether a function leaves what it is given as it is: the standard library's do, but for
// those whose purpose it is.
func pureFunction(name string) bool {
	switch name {
	case "random.shuffle", "heapq.heappush", "heapq.heapify", "heapq.heappop", "bisect.insort", "bisect.insort_left", "bisect.insort_right", "functools.reduce",
		"importlib.import_module", "runpy.run_path":
		return false
	}
	_, builtin := exceptionBases[name]
	if builtin || standardModule(name) {
		return true
	}
	switch name {
	case "bytes", "bytearray", "complex", "memoryview", "super", "id", "hash", "format", "dir", "vars", "ascii", "bin", "hex", "oct":
		return true
	}
	return false
}

const standardModules = " __future__ abc argparse array ast asyncio base64 binascii bisect builtins calendar collections colorsys " +
	"concurrent configparser contextlib copy csv dataclasses datetime decimal difflib email enum errno fcntl fnmatch fractions " +
	"functools gc getpass gettext glob grp gzip hashlib heapq hmac html http importlib inspect io ipaddress itertools json " +
	"keyword linecache locale logging lzma math mimetypes multiprocessing numbers operator os pathlib pickle pkgutil platform " +
	"posixpath pprint pwd queue random re resource runpy sched secrets select shelve shlex shutil signal site socket sqlite3 " +
	"ssl stat statistics string struct subprocess sys sysconfig tarfile tempfile textwrap threading time timeit tomllib traceback " +
	"types typing unicodedata unittest urllib uuid venv warnings weakref xml zipfile zlib zoneinfo "

// standardModule reports whether a dotted name begins with a module of the standard library.
func standardModule(name string) bool {
	if i := strings.IndexByte(name, '.'); i >= 0 {
		name = name[:i]
	}
	return name != "" && strings.Contains(standardModules, " "+name+" ")
}

// runModule runs a module of the config's own that is among the given files.
func (in *interp) runModule(name, text string, scope *scope) {
	if !checkText(in.rep, name, text) {
		return
	}
	in.running[name] = true
	defer delete(in.running, name)
	body, ok := parseFile(in.rep, in.rep.addFrom(name, text, in.origin(name)))
	in.subBroken = in.subBroken || !ok
	scope.vars["__name__"] = val{v: stringValue(strings.ReplaceAll(strings.TrimSuffix(name, ".py"), "/", "."))}
	in.runIn(body, scope)
}
