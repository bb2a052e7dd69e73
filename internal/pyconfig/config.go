package pyconfig

import (
	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
	"rolecall.example/internal/settings"
)

// sectionValue is `c`, or one of its sections `c.Class`. Counterpart: traitlets.config.Config.
type sectionValue struct {
	root    bool
	class   string
	order   []string // of traits and sections, by first mention
	traits  map[string]*trait
	inner   map[string]*sectionValue
	mention []*trait // root only: every trait by first mention
}

// trait is what was done to one trait.
type trait struct {
	class, name string
	v           val // a *lazyValue until it is assigned
	target      span
	after       int // calls that were given the config before this
	replaced    []settings.Value
}

// lazyValue stands for a trait that was never assigned. What is called on it is applied to the trait's default
// when the Hub loads its config. Counterpart: traitlets.config.LazyConfigValue.
type lazyValue struct {
	class, name string
	ops         []lazyOp
}

type lazyOp struct {
	method string
	index  int
	arg    val
	at     span
}

func (*sectionValue) typeName() string { return "Config" }
func (*lazyValue) typeName() string    { return "LazyConfigValue" }

func (l *lazyValue) path() string { return "c." + l.class + "." + l.name }

// isSection reports whether a key of a Config is a section: it begins with a capital.
func isSection(name string) bool { return name != "" && 'A' <= name[0] && name[0] <= 'Z' }

// section returns c.Class, making it on first mention.
func (s *sectionValue) section(name string) *sectionValue {
	if sub, ok := s.inner[name]; ok {
		return sub
	}
	sub := &sectionValue{class: name}
	if !s.root {
		sub.class = s.class + "." + name
	}
	if s.inner == nil {
		s.inner = map[string]*sectionValue{}
	}
	s.inner[name] = sub
	s.order = append(s.order, name)
	return sub
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
	t := &trait{class: s.class, name: name}
	s.traits[name] = t
	s.order = append(s.order, name)
	in.config.mention = append(in.config.mention, t)
	return t
}

// configSet is c.Class.name = v.
func (in *interp) configSet(s *sectionValue, name string, v val, target span) {
	if isSection(name) {
		if sub, ok := v.v.(*sectionValue); ok && sub == s.section(name) {
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
		if u, ok := t.v.v.(*unknownValue); !ok || u.why != why {
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
	case "append", "extend", "prepend", "update", "add":
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
		case "append", "insert", "prepend":
			op.method = "extend"
		case "add":
			op.method = "update"
		}
		op.arg = val{&unknownValue{why}, op.arg.at}
		in.changes++
	}
	if method == "update" || method == "extend" || method == "prepend" {
		// The argument is taken in now: what becomes of it later does not matter.
		op.arg = in.copied(op.arg)
	}
	in.alloc(64, c.at)
	l.ops = append(l.ops, op)
	return in.none(c.at)
}

// copied is a shallow copy of a container.
func (in *interp) copied(v val) val {
	switch x := v.v.(type) {
	case *listValue:
		in.alloc(32*len(x.items), v.at)
		return val{&listValue{items: append([]val(nil), x.items...), partial: x.partial, lost: x.lost, born: len(in.doubt)}, v.at}
	case *setValue:
		return val{in.copySet(x), v.at}
	case *dictValue:
		return val{in.copyDict(x), v.at}
	case *iterValue:
		items, why, _ := in.drain(v, v.at)
		return in.newList(items, why, v.at)
	}
	return v
}

// sectionCall is a dict method of a Config.
func (in *interp) sectionCall(s *sectionValue, method string, c *call) val {
	switch method {
	case "update", "merge":
		if arg := c.arg(0, ""); arg.v != nil {
			in.mergeInto(s, arg, c.at)
		}
		for _, k := range c.keywords {
			in.configSet(s, k.name, k.v, k.v.at)
		}
		return in.none(c.at)
	case "get", "setdefault", "pop":
		name, ok := c.arg(0, "").v.(stringValue)
		if !ok {
			return in.spread(c.at, c.arg(0, ""))
		}
		if t, ok := s.traits[string(name)]; ok {
			if _, lazy := t.v.v.(*lazyValue); !lazy || method == "get" {
				return t.v
			}
		}
		if isSection(string(name)) {
			return val{s.section(string(name)), c.at}
		}
		fallback := c.arg(1, "default")
		if fallback.v == nil {
			fallback = in.none(c.at)
		}
		if method == "setdefault" {
			in.configSet(s, string(name), fallback, c.at)
		}
		return fallback
	case "copy":
		return c.self
	}
	return in.unknown(c.at, "not-read", "a method of a config section", "the method "+method+" of a config section is not evaluated", "")
}

// mergeInto takes a dict, of traits or of sections, into a section.
func (in *interp) mergeInto(s *sectionValue, from val, at span) {
	d, ok := from.v.(*dictValue)
	if !ok || d.lost != nil || d.partial != nil {
		if from.v == value(s) {
			return
		}
		in.opaque = append(in.opaque, at)
		in.rep.add(diag.Question, at, "config-merged", "what this merges into the config is not known", "assign the traits one by one to have them read")
		if !ok {
			return
		}
	}
	for _, e := range d.entries {
		name, ok := e.key.v.(stringValue)
		if e.gone || !ok {
			continue
		}
		if isSection(string(name)) {
			in.mergeInto(s.section(string(name)), e.v, at)
		} else {
			in.configSet(s, string(name), e.v, e.key.at)
		}
		if in.halted() {
			return
		}
	}
}
