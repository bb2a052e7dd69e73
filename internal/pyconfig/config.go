package pyconfig

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
	"rolecall.example/internal/settings"
)

// sectionValue is `c`, or one of its sections `c.Class`. Counterpart: traitlets.config.Config.
type sectionValue struct {
	root   bool
	class  string
	order  []string // of traits and sections, by first mention
	traits map[string]*trait
	inner  map[string]*sectionValue
}

// trait is what was done to one trait.
type trait struct {
	class, name string
	v           val // a *lazyValue until it is assigned
	target      span
	seq         int // by first mention in the whole config
	after       int // calls that were given the config before this
	replaced    []settings.Value
}

// lazyValue stands for a trait that was never assigned. What is called on it is applied to the trait's default
// when the Hub loads its config. Counterpart: traitlets.config.LazyConfigValue.
type lazyValue struct {
	class, name string
	ops         []lazyOp
	updates     value // what update and add come to: a dict, a set, or nil before them
}

type lazyOp struct {
	method string
	index  int
	arg    val
	at     span
	mixed  bool // it stands in a loop whose order is not known
	// perhaps marks an insert that may not happen, or happen more than once; it has an unknown argument. Of the other
	// methods the one that takes several values stands for that.
	perhaps bool
}

func (*sectionValue) typeName() string { return "Config" }
func (*lazyValue) typeName() string    { return "LazyConfigValue" }

func (l *lazyValue) path() string {
	if l.class == "" {
		return "c." + l.name
	}
	return "c." + l.class + "." + l.name
}

// isSection reports whether a key of a Config is a section: it begins with a capital, or what has no small form.
func isSection(name string) bool {
	r, _ := utf8.DecodeRuneInString(name)
	return name != "" && r != '_' && unicode.ToUpper(r) == r
}

// section returns c.Class, making it on first mention.
func (s *sectionValue) section(name string) *sectionValue {
	if sub, ok := s.inner[name]; ok {
		return sub
	}
	sub := &sectionValue{class: s.classOf(name)}
	if s.inner == nil {
		s.inner = map[string]*sectionValue{}
	}
	s.inner[name] = sub
	s.order = append(s.order, name)
	return sub
}

// has is `name in c`; a name may have dots.
func (s *sectionValue) has(name string) bool {
	if first, rest, ok := strings.Cut(name, "."); ok {
		sub, ok := s.inner[first]
		return ok && sub.has(rest)
	}
	_, isTrait := s.traits[name]
	_, isSection := s.inner[name]
	return isTrait || isSection
}

var sectionMethods = map[string]bool{
	"update": true, "merge": true, "get": true, "setdefault": true, "keys": true, "items": true, "values": true,
	"pop": true, "copy": true, "has_key": true, "clear": true,
}

// configGet is c.name or section.name.
func (in *interp) configGet(s *sectionValue, name string, at span) val {
	if isSection(name) {
		return val{s.section(name), at}
	}
	if t, ok := s.traits[name]; ok {
		return t.v
	}
	if sectionMethods[name] {
		return val{&methodValue{self: val{s, at}, name: name}, at}
	}
	if name == "" || name[0] == '_' {
		return in.raise(at, "AttributeError", "a config section has no attribute "+quote(name), "")
	}
	t := in.trait(s, name)
	t.v = val{&lazyValue{class: s.class, name: name}, at}
	t.target = at
	return t.v
}

func (in *interp) trait(s *sectionValue, name string) *trait {
	if t, ok := s.traits[name]; ok {
		return t
	}
	if s.traits == nil {
		s.traits = map[string]*trait{}
	}
	in.mentions++
	t := &trait{class: s.class, name: name, seq: in.mentions}
	s.traits[name] = t
	s.order = append(s.order, name)
	return t
}

// configSet is c.Class.name = v.
func (in *interp) configSet(s *sectionValue, name string, v val, target span) {
	if isSection(name) {
		if sub, ok := v.v.(*sectionValue); ok && in.weak(0) == nil {
			if old, ok := s.inner[name]; ok && old == sub {
				return
			}
			delete(s.inner, name)
			in.mergeInto(s.section(name), v, target, false)
			return
		}
		if isUnknown(v.v) {
			in.opaque = append(in.opaque, target)
			in.rep.add(diag.Question, target, "section-replaced", "what this puts in place of the section "+name+" is not known", "")
			return
		}
		in.raise(target, "ValueError", "the section c."+name+" can't be assigned", "assign its traits: c."+name+".trait = …")
		return
	}
	_, known := s.traits[name]
	t := in.trait(s, name)
	if why := in.weak(0); why != nil {
		if known && same(t.v.v, v.v) {
			return
		}
		u, ok := t.v.v.(*unknownValue)
		if ok {
			why = joined(u.why, why)
		}
		if !ok || u.why != why {
			in.changes++
		}
		v = val{&unknownValue{why}, v.at}
	}
	if known && !same(t.v.v, v.v) {
		if old, worth := in.thrownAway(t); worth {
			t.replaced = append(t.replaced, old)
		}
	}
	t.v, t.target, t.after = v, target, len(in.opaque)
}

// configDelete is `del c.Class.name`.
func (in *interp) configDelete(s *sectionValue, name string, at span, missing func()) {
	_, isTrait := s.traits[name]
	_, isSection := s.inner[name]
	switch why := in.weak(0); {
	case !isTrait && !isSection:
		missing()
	case why != nil && isTrait:
		s.traits[name].v = val{&unknownValue{why}, at}
	case why != nil:
		in.opaque = append(in.opaque, at)
	default:
		delete(s.traits, name)
		delete(s.inner, name)
		in.step(len(s.order)/16, at)
		s.order = slices.DeleteFunc(s.order, func(o string) bool { return o == name })
	}
}

// thrownAway is the value that an assignment replaces, when there was something in it.
func (in *interp) thrownAway(t *trait) (settings.Value, bool) {
	if len(t.replaced) >= limits.PythonReplaced {
		return settings.Value{}, false
	}
	if l, ok := t.v.v.(*lazyValue); ok {
		out := settings.Value{Kind: settings.List, Span: in.rep.where(t.target)}
		for _, op := range l.ops {
			out.Span = in.rep.where(op.at)
			one := in.snapshot(op.arg)
			switch one.Kind {
			case settings.List, settings.Set, settings.Tuple:
				if op.method != "append" && op.method != "insert" {
					out.Items = append(out.Items, one.Items...)
					continue
				}
			case settings.Dict:
				if op.method == "update" {
					out.Kind = settings.Dict
					out.Pairs = append(out.Pairs, one.Pairs...)
					continue
				}
			}
			out.Items = append(out.Items, one)
		}
		return out, len(l.ops) > 0
	}
	switch x := t.v.v.(type) {
	case *listValue:
		return in.snapshot(t.v), len(x.items) > 0
	case *setValue:
		return in.snapshot(t.v), x.len() > 0
	case *dictValue:
		return in.snapshot(t.v), x.len() > 0
	case *tupleValue:
		return in.snapshot(t.v), len(x.items) > 0
	}
	return settings.Value{}, false
}

// lazyCall is a deferred call on a trait that was never assigned.
func (in *interp) lazyCall(l *lazyValue, method string, c *call) val {
	op := lazyOp{method: method, at: c.at}
	switch method {
	case "append", "add":
		op.arg = c.arg(0, "obj")
	case "extend", "prepend", "update":
		op.arg = c.arg(0, "other")
	case "insert":
		n, ok := asInt(c.arg(0, "index").v)
		if !ok && !isUnknown(c.arg(0, "index").v) {
			return in.raise(c.at, "TypeError", "insert takes a whole number first", "")
		}
		op.index, op.arg = int(n), c.arg(1, "other")
	default:
		return in.raise(c.at, "AttributeError", "a trait that was never assigned has no "+quote(method)+": "+l.path()+" is a lazy config value",
			"assign it first: "+l.path()+" = …")
	}
	if op.arg.v == nil {
		return in.raise(c.at, "TypeError", method+" needs a value", "")
	}
	if why := in.weak(0); why != nil {
		if n := len(l.ops); n > 0 && isUnknown(l.ops[n-1].arg.v) && l.ops[n-1].at == c.at {
			return in.none(c.at)
		}
		switch method {
		case "append":
			op.method = "extend"
		case "insert":
			op.perhaps = true
		case "add":
			op.method = "update"
		}
		op.arg = val{&unknownValue{why}, op.arg.at}
		in.changes++
	}
	switch method {
	case "extend", "prepend":
		if isUnknown(op.arg.v) {
			break
		}
		// The argument is taken in now: what becomes of it later does not matter.
		items, why, ok := in.drain(op.arg, c.at)
		if !ok {
			return in.nothing(c.at)
		}
		op.arg = in.inOrder(in.newList(items, why, op.arg.at))
	case "update", "add":
		if !in.lazyUpdate(l, &op, c.at) {
			return in.nothing(c.at)
		}
	}
	in.alloc(64, c.at)
	op.mixed = in.walked != nil
	l.ops = append(l.ops, op)
	return in.none(c.at)
}

// lazyUpdate takes the argument of update and add in: the first one makes a dict or a set of the trait, and later ones
// must fit. Counterpart: LazyConfigValue.update.
func (in *interp) lazyUpdate(l *lazyValue, op *lazyOp, at span) bool {
	if isUnknown(op.arg.v) {
		return true
	}
	_, isDict := op.arg.v.(*dictValue)
	if l.updates == nil && op.method == "update" && isDict {
		l.updates = in.newDict()
	} else if l.updates == nil {
		l.updates = &setValue{table: table{born: len(in.doubt)}}
	}
	arg := op.arg
	if op.method == "add" {
		s := &setValue{table: table{born: len(in.doubt)}}
		in.setAdd(s, arg)
		arg.v = s
	}
	switch all := l.updates.(type) {
	case *dictValue:
		fresh := in.newDict()
		in.dictUpdate(fresh, arg, at)
		op.arg.v, op.method = fresh, "update"
		in.dictUpdate(all, val{fresh, arg.at}, at)
	case *setValue:
		if op.method == "update" {
			fresh := &setValue{table: table{born: len(in.doubt)}}
			in.setUpdate(fresh, arg, at)
			op.arg.v = fresh
		}
	}
	return !in.halted()
}

// copied is a shallow copy of a container.
func (in *interp) copied(v val) val {
	switch x := v.v.(type) {
	case *listValue:
		in.alloc(32*len(x.items), v.at)
		return val{&listValue{items: append([]val(nil), x.items...), partial: x.partial, lost: x.lost, shuffled: x.shuffled, born: len(in.doubt), made: in.steps}, v.at}
	case *setValue:
		return val{in.copySet(x), v.at}
	case *dictValue:
		return val{in.copyDict(x), v.at}
	case *iterValue:
		items, why, _ := in.drain(v, v.at)
		return in.newList(items, why, v.at)
	case *sectionValue:
		return in.copyConfig(x, v.at)
	case *instanceValue:
		in.alloc(96+64*len(x.attrs), v.at)
		return val{&instanceValue{class: x.class, attrs: maps.Clone(x.attrs), args: x.args, born: len(in.doubt), lost: x.lost}, v.at}
	}
	return v
}
