package pyconfig

import "strings"

// namespace is locals() and globals(): the names as a dict of its own.
func (in *interp) namespace(c *call) val {
	return in.namesOf(in.scope, c.at)
}

// globals is the module's namespace, wherever it is asked for.
func (in *interp) globals(c *call) val { return in.namesOf(in.scope.module(), c.at) }

// namesOf is a namespace as a dict. In which order Python has the names is not kept. That of a module is the namespace
// itself: what is put into it is a name.
func (in *interp) namesOf(s *scope, at span) val {
	d := in.newDict()
	put := func(name string, v val) { in.dictSet(d, val{stringValue(name), at}, v) }
	other := val{&objectValue{name: "a part of the namespace", known: true, made: true}, at}
	switch s.kind {
	case moduleScope:
		put("__builtins__", other)
		for _, name := range []string{"get_config", "load_subconfig"} {
			if v, ok := in.builtin(name); ok {
				put(name, v)
			}
		}
	case classScope:
		put("__module__", other)
		put("__qualname__", other)
	}
	for _, name := range s.names() {
		v, _ := s.get(name)
		put(name, v)
	}
	if d.len() > 1 {
		d.shuffled = &cause{at: at, id: "not-read", why: "the order of names", message: "the order in which Python has these names is not known"}
	}
	if s.kind == moduleScope {
		d.module = s
	}
	return val{d, at}
}

// codeOf is the text of what exec and eval are given.
func codeOf(v value) (*codeValue, bool) {
	switch x := v.(type) {
	case stringValue:
		return &codeValue{"exec", string(x), ""}, true
	case *codeValue:
		return x, true
	}
	return nil, false
}

func (in *interp) compile(c *call) val {
	text, ok := c.arg(0, "source").v.(stringValue)
	name, _ := pathText(c.arg(1, "filename").v)
	mode, isMode := c.arg(2, "mode").v.(stringValue)
	if !ok || !isMode {
		return in.spread(c.at, c.all()...)
	}
	if name == "" {
		name = "compile"
	}
	return val{&codeValue{name, string(text), string(mode)}, c.at}
}

// execCall runs a text as Python, in the scope at hand or in the namespaces that it is given: mostly the text of
// another config file.
func (in *interp) execCall(c *call) val {
	a := c.arg(0, "")
	code, ok := codeOf(a.v)
	if !ok {
		in.handConfig(c.at, "exec")
		for _, why := range in.whyUnknown(a).parts() {
			if why.ask != nil {
				in.asks = append(in.asks, *why.ask)
			}
			if q := in.question(why); q != nil {
				in.rep.add(q.Severity, why.at, q.ID, q.Message, q.Hint)
			}
		}
		return in.none(c.at)
	}
	in.withNamespaces(c, func(scope *scope) { in.runText(code.name, code.text, c.at, scope) })
	return in.none(c.at)
}

// evalCall computes an expression that stands in a text.
func (in *interp) evalCall(c *call) val {
	code, ok := codeOf(c.arg(0, "").v)
	if !ok {
		return in.spread(c.at, c.args...)
	}
	text := strings.TrimLeft(code.text, " \t")
	if !checkText(in.rep, code.name, text) || in.tooManyFiles(c.at) || !in.step(len(text)/4, c.at) || !in.alloc(len(text)*8, c.at) {
		return in.nothing(c.at)
	}
	file := in.rep.addFile(code.name, text)
	in.rep.standsAt(file, c.at)
	said := len(in.rep.list)
	body, ok := parseFile(in.rep, file)
	in.rep.list = in.rep.list[:said]
	var x *exprStmt
	if len(body) == 1 {
		x, _ = body[0].(*exprStmt)
	}
	if !ok || x == nil {
		return in.raise(c.at, "SyntaxError", "the text is no expression of Python", "")
	}
	out := in.none(c.at)
	in.withNamespaces(c, func(scope *scope) {
		outer := in.scope
		in.scope = scope
		out = in.eval(x.x)
		in.scope = outer
	})
	return out
}

// withNamespaces runs code in the dicts that exec and eval are given, or in the scope at hand.
func (in *interp) withNamespaces(c *call, run func(scope *scope)) {
	if len(c.args) < 2 {
		run(in.scope)
		return
	}
	globals, ok1 := c.args[1].v.(*dictValue)
	locals, ok2 := globals, ok1
	if len(c.args) > 2 {
		locals, ok2 = c.args[2].v.(*dictValue)
	}
	if !ok1 || !ok2 || globals.lost != nil || globals.partial != nil {
		in.handConfig(c.at, "exec")
		return
	}
	scope := &scope{kind: moduleScope, vars: map[string]val{}, born: globals.born}
	for _, d := range []*dictValue{globals, locals} {
		for _, e := range d.entries {
			if name, ok := e.key.v.(stringValue); ok && !e.gone {
				scope.vars[string(name)] = e.v
			}
		}
	}
	run(scope)
	for _, name := range scope.names() {
		if e, ok := globals.find(key{kind: 's', s: name}); !ok || globals == locals || e.v != scope.vars[name] {
			in.dictSet(locals, val{stringValue(name), c.at}, scope.vars[name])
		}
	}
}
