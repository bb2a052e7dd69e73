package pyconfig

import (
	"slices"

	"rolecall.example/internal/diag"
)

// all lists the traits of a section and of those in it, by first mention.
func (s *sectionValue) all() []*trait {
	var out []*trait
	seen := map[*sectionValue]bool{}
	var walk func(s *sectionValue)
	walk = func(s *sectionValue) {
		if seen[s] { // two configs, or two names, may share it
			return
		}
		seen[s] = true
		for _, t := range s.traits {
			out = append(out, t)
		}
		for _, sub := range s.inner {
			walk(sub)
		}
	}
	walk(s)
	slices.SortFunc(out, func(a, b *trait) int { return a.seq - b.seq })
	return out
}

// newConfig is traitlets.config.Config(…): a config of its own.
func (in *interp) newConfig(c *call) val {
	s := &sectionValue{root: true}
	in.alloc(96, c.at)
	if a := c.arg(0, ""); a.v != nil {
		in.mergeInto(s, a, c.at, false)
	}
	for _, k := range c.keywords {
		in.configPut(s, k.name, k.v, k.v.at)
	}
	return val{s, c.at}
}

// configPut sets a trait, or puts a mapping into a section.
func (in *interp) configPut(s *sectionValue, name string, v val, at span) {
	if isSection(name) {
		if other, ok := v.v.(*sectionValue); ok {
			switch {
			case in.within(s, other, at):
				in.mergedUnread(at)
				return
			case in.weak(0) == nil && other.class == s.classOf(name):
				s.share(name, other)
				return
			}
		}
		if _, ok := v.v.(*dictValue); ok && in.weak(0) == nil {
			fresh := &sectionValue{class: s.section(name).class}
			s.share(name, fresh)
		}
		in.mergeInto(s.section(name), v, at, false)
	} else {
		in.configSet(s, name, v, at)
	}
}

// sectionCall is a dict method of a Config.
func (in *interp) sectionCall(s *sectionValue, method string, c *call) val {
	switch method {
	case "update", "merge":
		if arg := c.arg(0, ""); arg.v != nil {
			in.mergeInto(s, arg, c.at, method == "merge")
		}
		for _, k := range c.keywords {
			in.configPut(s, k.name, k.v, k.v.at)
		}
		return in.none(c.at)
	case "get", "setdefault", "pop":
		name, ok := c.arg(0, "").v.(stringValue)
		if !ok {
			return in.spread(c.at, c.arg(0, ""))
		}
		fallback := c.arg(1, "default")
		given := fallback.v != nil
		if !given {
			fallback = in.none(c.at)
		}
		t, has := s.traits[string(name)]
		sub, hasSection := s.inner[string(name)]
		switch {
		case hasSection && method != "pop":
			return val{sub, c.at}
		case has && method != "pop":
			return t.v
		case has:
			v := t.v
			in.configDelete(s, string(name), c.at, nil)
			return v
		case hasSection:
			in.configDelete(s, string(name), c.at, nil)
			return val{sub, c.at}
		case method == "setdefault":
			in.configSet(s, string(name), fallback, c.at)
		case method == "pop" && !given:
			return in.raiseWith(c.at, "KeyError", "the config has no "+quote(string(name)), "", c.arg(0, ""))
		}
		return fallback
	case "copy":
		return in.copyConfig(s, c.at)
	case "has_key":
		t, why := in.contains(c.self, in.orNone(c.arg(0, "")), c.at)
		if t == perhaps {
			return val{&unknownValue{why}, c.at}
		}
		return val{boolValue(t == yes), c.at}
	case "keys", "values", "items":
		return val{&viewValue{in.sectionDict(s, c.at), method}, c.at}
	}
	return in.unknown(c.at, "not-read", "a method of a config section", "the method "+method+" of a config section is not evaluated", "")
}

// sectionDict is a section as a dict of its own.
func (in *interp) sectionDict(s *sectionValue, at span) *dictValue {
	d := in.newDict()
	for _, name := range s.order {
		if sub, ok := s.inner[name]; ok {
			in.dictSet(d, val{stringValue(name), at}, val{sub, at})
		} else if t, ok := s.traits[name]; ok {
			in.dictSet(d, val{stringValue(name), at}, t.v)
		}
	}
	return d
}

// copyConfig is a config of its own, whose sections are those of the other. Counterpart: Config.copy.
func (in *interp) copyConfig(s *sectionValue, at span) val {
	out := &sectionValue{root: true, class: s.class}
	in.mergeInto(out, val{s, at}, at, false)
	return val{out, at}
}

// deepConfig copies the sections, and of plain containers what they hold. Counterpart: Config.__deepcopy__.
func (in *interp) deepConfig(s *sectionValue, at span) *sectionValue {
	out := &sectionValue{root: s.root, class: s.class}
	for _, name := range s.order {
		if !in.step(1, at) {
			break
		}
		if sub, ok := s.inner[name]; ok {
			out.share(name, in.deepConfig(sub, at))
		} else if t, ok := s.traits[name]; ok {
			copied := *t
			if _, iterator := t.v.v.(*iterValue); !iterator {
				copied.v = in.copied(t.v)
			}
			in.mergeTrait(out, &copied, at, false)
		}
	}
	return out
}

// within reports whether a section is another or lies in it: then the other can't be put into it.
func (in *interp) within(into, sub *sectionValue, at span) bool {
	seen := map[*sectionValue]bool{}
	var reaches func(s *sectionValue) bool
	reaches = func(s *sectionValue) bool {
		if s == into {
			return true
		}
		if seen[s] {
			return false
		}
		if seen[s] = true; !in.step(1, at) {
			return true
		}
		for _, inner := range s.inner {
			if reaches(inner) {
				return true
			}
		}
		return false
	}
	return reaches(sub)
}

// classOf is what a section of this name is a section for.
func (s *sectionValue) classOf(name string) string {
	if s.root {
		return name
	}
	return s.class + "." + name
}

// share takes a section as it is, in place of the one there was.
func (s *sectionValue) share(name string, sub *sectionValue) {
	if _, has := s.inner[name]; !has {
		s.section(name)
	}
	s.inner[name] = sub
}

// mergeInto takes a mapping, of traits or of sections, into a section. merge applies lazy values to what there is, and
// goes into sections; without it they replace. Counterpart: Config.merge and dict.update.
func (in *interp) mergeInto(s *sectionValue, from val, at span, merge bool) {
	if in.halted() || !in.step(1, at) {
		return
	}
	switch o := from.v.(type) {
	case *sectionValue:
		if o == s {
			return
		}
		for _, name := range slices.Clone(o.order) {
			if sub, ok := o.inner[name]; ok {
				_, has := s.inner[name]
				switch {
				case in.within(s, sub, at):
					in.mergedUnread(at)
				case has && merge || in.weak(0) != nil || sub.class != s.classOf(name):
					in.mergeInto(s.section(name), val{sub, at}, at, merge)
				default:
					s.share(name, sub)
				}
			} else if t, ok := o.traits[name]; ok {
				in.mergeTrait(s, t, at, merge)
			}
		}
		return
	case *dictValue:
		for _, e := range o.entries {
			name, ok := e.key.v.(stringValue)
			if e.gone || !ok {
				continue
			}
			in.configPut(s, string(name), e.v, e.key.at)
			if in.halted() {
				return
			}
		}
		if o.lost == nil && o.partial == nil {
			return
		}
	}
	in.mergedUnread(at)
}

func (in *interp) mergedUnread(at span) {
	in.opaque = append(in.opaque, at)
	in.rep.add(diag.Question, at, "config-merged", "what this merges into the config is not known", "assign the traits one by one to have them read")
}

// mergeTrait is one trait of Config.merge. Counterpart: LazyConfigValue.merge_into.
func (in *interp) mergeTrait(s *sectionValue, t *trait, at span, merge bool) {
	l, lazy := t.v.v.(*lazyValue)
	old, has := s.traits[t.name]
	if !merge || !lazy || !has {
		v := t.v
		if lazy {
			v.v = &lazyValue{class: s.class, name: t.name, ops: l.ops, updates: l.updates}
		}
		in.configSet(s, t.name, v, t.target)
		return
	}
	if mine, ok := old.v.v.(*lazyValue); ok {
		mine.ops = append(mine.ops[:len(mine.ops):len(mine.ops)], l.ops...)
		return
	}
	v := in.deepCopy(old.v, map[value]value{}, 0)
	for _, op := range l.ops {
		in.applyLazy(v, op)
	}
	replaced := old.replaced
	in.configSet(s, t.name, v, t.target)
	old.replaced = replaced
}

// applyLazy does to a container what a deferred call would do to the trait's default.
func (in *interp) applyLazy(v val, op lazyOp) {
	switch x := v.v.(type) {
	case *listValue:
		switch op.method {
		case "append":
			in.listAppend(x, op.arg)
		case "extend":
			in.listExtend(x, op.arg, op.at)
		case "insert":
			if op.perhaps {
				in.lose(&x.partial, op.arg.v.(*unknownValue).why)
				return
			}
			in.listInsert(x, val{intValue(op.index), op.at}, op.arg, op.at)
		case "prepend":
			rest := &listValue{items: x.items, born: x.born}
			x.items = nil
			in.listExtend(x, op.arg, op.at)
			x.items = append(x.items, rest.items...)
		}
	case *setValue:
		switch op.method {
		case "add":
			in.setAdd(x, op.arg)
		case "update":
			in.setUpdate(x, op.arg, op.at)
		}
	case *dictValue:
		if op.method == "update" {
			in.dictUpdate(x, op.arg, op.at)
		}
	}
}
