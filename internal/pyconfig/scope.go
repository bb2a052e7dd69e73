package pyconfig

import (
	"slices"

	"rolecall.example/internal/diag"
)

type scopeKind uint8

const (
	moduleScope scopeKind = iota
	functionScope
	classScope
	compScope // of a comprehension
)

// scope is one namespace with the ones around it.
type scope struct {
	kind    scopeKind
	few     []named        // the first names of a function or comprehension
	vars    map[string]val // all names of a module or class, further ones of a function; may be nil
	parent  *scope
	born    int             // doubts around its making
	locals  map[string]bool // names that the function assigns somewhere
	globals map[string]bool // declared global
	outers  map[string]bool // declared nonlocal
}

type named struct {
	name string
	v    val
}

func (in *interp) newScope(k scopeKind, parent *scope) *scope {
	s := &scope{kind: k, parent: parent, born: len(in.doubt)}
	if k == classScope {
		s.vars = map[string]val{}
	}
	return s
}

func (s *scope) get(name string) (val, bool) {
	for i := range s.few {
		if s.few[i].name == name {
			return s.few[i].v, true
		}
	}
	v, ok := s.vars[name]
	return v, ok
}

func (s *scope) set(name string, v val) {
	for i := range s.few {
		if s.few[i].name == name {
			s.few[i].v = v
			return
		}
	}
	switch {
	case s.vars != nil:
		s.vars[name] = v
	case len(s.few) < fewEntries:
		s.few = append(s.few, named{name, v})
	default:
		s.vars = map[string]val{name: v}
	}
}

// names lists the names, sorted.
func (s *scope) names() []string {
	out := make([]string, 0, len(s.few)+len(s.vars))
	for i := range s.few {
		out = append(out, s.few[i].name)
	}
	for name := range s.vars {
		out = append(out, name)
	}
	sortStrings(out)
	return out
}

func (s *scope) module() *scope {
	for s.parent != nil {
		s = s.parent
	}
	return s
}

// home is the scope in which an assignment to name lands.
func (s *scope) home(name string) *scope {
	switch {
	case s.globals == nil && s.outers == nil:
	case s.globals[name]:
		return s.module()
	case s.outers[name]:
		for o := s.parent; o != nil && o.parent != nil; o = o.parent {
			if _, ok := o.get(name); ok && o.kind == functionScope {
				return o
			}
		}
	}
	return s
}

// lookup finds a name's value as Python does: here, in the functions around, in the module, among the built-ins.
func (in *interp) lookup(name string, at span) val {
	s := in.scope.home(name)
	for first := true; s != nil; s = s.parent {
		if s.kind == classScope && !first {
			continue
		}
		if v, ok := s.get(name); ok {
			return v
		}
		if s.kind == functionScope && s.locals[name] {
			return in.raise(at, "UnboundLocalError", "the name "+name+" is used before this function assigns it", "")
		}
		first = false
	}
	if v, ok := in.builtin(name); ok {
		if v.at.end == 0 {
			v.at = at
		}
		return v
	}
	return in.undefined(name, at)
}

// undefined answers for a name that nothing in the config defines. A pasted fragment often has some, so this is
// a question and evaluation goes on. Inside a try that handles it, it is Python's NameError.
func (in *interp) undefined(name string, at span) val {
	if in.catching > 0 && in.starred == nil {
		return in.raise(at, "NameError", "nothing defines the name "+name, "")
	}
	v, q, ok := in.valueOf(name, at)
	if ok {
		return v
	}
	if in.starred != nil {
		in.vague++
		return val{&unknownValue{in.starred}, at}
	}
	if why, ok := in.undefd[name]; ok {
		in.vague++
		return val{&unknownValue{why}, at}
	}
	why := &cause{at: at, id: "undefined-name", why: "nothing here defines the name " + name, said: true, ask: q}
	_, answered := in.input.Values[name+"()"]
	if len(in.doubt) == 0 && !in.gaps && !answered && !in.rep.full(at.file) {
		hint := "define it above, or leave it out: a Hub stops here with a NameError"
		if near := in.nearName(name); near != "" {
			hint = "did you mean " + near + "? A Hub stops here with a NameError"
		}
		in.rep.add(diag.Question, at, "undefined-name", "nothing in this config defines the name "+name, hint)
	}
	in.surely("NameError", at)
	in.undefd[name] = why
	in.vague++
	return val{&unknownValue{why}, at}
}

// nearName finds a defined name that differs in case or by one slip.
func (in *interp) nearName(name string) string {
	best := ""
	try := func(other string) {
		if len(other) > 2 && near(name, other) && (best == "" || other < best) {
			best = other
		}
	}
	for s := in.scope; s != nil; s = s.parent {
		if !in.step((len(s.few)+len(s.vars))/8, span{}) {
			return ""
		}
		for i := range s.few {
			try(s.few[i].name)
		}
		for other := range s.vars {
			try(other)
		}
	}
	for other := range in.builtins {
		try(other)
	}
	for other := range builtinFunctions {
		try(other)
	}
	for other := range exceptionBases {
		try(other)
	}
	return best
}

// near reports whether two names differ by at most one changed, added, left out or swapped letter.
func near(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 || len(b) < 3 {
		return false
	}
	i := 0
	for i < len(a) && lower(a[i]) == lower(b[i]) {
		i++
	}
	if i == len(a) {
		return true
	}
	same := func(x, y string) bool {
		if len(x) != len(y) {
			return false
		}
		for j := range len(x) {
			if lower(x[j]) != lower(y[j]) {
				return false
			}
		}
		return true
	}
	if len(a) != len(b) {
		return same(a[i:], b[i+1:])
	}
	return same(a[i+1:], b[i+1:]) ||
		i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && same(a[i+2:], b[i+2:])
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// bind assigns a name.
func (in *interp) bind(name string, v val) {
	s := in.scope.home(name)
	if why := in.weak(s.born); why != nil {
		if old, ok := s.get(name); ok {
			if same(old.v, v.v) {
				return
			}
			if u, ok := old.v.(*unknownValue); ok {
				if why = joined(u.why, why); why == u.why {
					return
				}
			}
		}
		in.changes++
		v = val{&unknownValue{why}, v.at}
	}
	s.set(name, v)
}

// unbind takes a name away.
func (in *interp) unbind(name string, at span) {
	s := in.scope.home(name)
	if why := in.weak(s.born); why != nil {
		in.bind(name, val{&unknownValue{why}, at})
		return
	}
	s.few = slices.DeleteFunc(s.few, func(one named) bool { return one.name == name })
	delete(s.vars, name)
}

// weak returns the doubt under which something born before it would be changed now; nil when it is sure.
func (in *interp) weak(born int) *cause {
	if born < len(in.doubt) {
		return in.doubt[born]
	}
	return nil
}

// same reports identity, or equality of simple values.
func same(a, b value) bool {
	switch a.(type) {
	case noneValue, boolValue, intValue, floatValue, stringValue, bytesValue,
		*listValue, *dictValue, *setValue, *tupleValue, *funcValue, *classValue, *moduleValue, *objectValue, *unknownValue,
		*instanceValue, *sectionValue, *builtinValue:
		return a == b
	}
	return false
}
