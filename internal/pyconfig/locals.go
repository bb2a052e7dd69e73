package pyconfig

// localNames collects the names that a function's body binds, and that are therefore local to it.
func localNames(body []stmt) map[string]bool {
	b := &binder{names: map[string]bool{}, outer: map[string]bool{}}
	b.statements(body)
	for name := range b.outer {
		delete(b.names, name)
	}
	return b.names
}

// binder walks statements for what they bind.
type binder struct {
	names map[string]bool
	outer map[string]bool // declared global or nonlocal
}

func (b *binder) statements(list []stmt) {
	for _, s := range list {
		b.statement(s)
	}
}

func (b *binder) statement(s stmt) {
	switch s := s.(type) {
	case *assignStmt:
		for _, t := range s.targets {
			b.target(t)
		}
	case *augStmt:
		b.target(s.target)
	case *annStmt:
		b.target(s.target)
	case *delStmt:
		for _, t := range s.targets {
			b.target(t)
		}
	case *ifStmt:
		for _, c := range s.clauses {
			b.statements(c.body)
		}
	case *whileStmt:
		b.statements(s.body)
		b.statements(s.other)
	case *forStmt:
		b.target(s.target)
		b.statements(s.body)
		b.statements(s.other)
	case *tryStmt:
		b.statements(s.body)
		for _, h := range s.handlers {
			if h.name != "" {
				b.names[h.name] = true
			}
			b.statements(h.body)
		}
		b.statements(s.other)
		b.statements(s.final)
	case *withStmt:
		for _, item := range s.items {
			b.target(item.target)
		}
		b.statements(s.body)
	case *matchStmt:
		for _, c := range s.cases {
			b.patternNames(c.pattern)
			b.statements(c.body)
		}
	case *defStmt:
		b.names[s.name] = true
	case *classStmt:
		b.names[s.name] = true
	case *importStmt:
		for _, n := range s.names {
			b.names[importedAs(n)] = true
		}
	case *fromStmt:
		for _, n := range s.names {
			if n.as != "" {
				b.names[n.as] = true
			} else if n.name != "*" {
				b.names[n.name] = true
			}
		}
	case *scopeStmt:
		for _, n := range s.names {
			b.outer[n] = true
		}
	case *brokenStmt:
		for _, n := range s.names {
			b.names[n] = true
		}
	}
}

// target adds the plain names of an assignment's target.
func (b *binder) target(x expr) {
	switch t := x.(type) {
	case *nameExpr:
		b.names[t.id] = true
	case *starExpr:
		b.target(t.x)
	case *displayExpr:
		for _, e := range t.elems {
			b.target(e)
		}
	}
}

// patternNames adds the names that a case's pattern captures.
func (b *binder) patternNames(x expr) {
	switch t := x.(type) {
	case *nameExpr:
		b.names[t.id] = true
	case *starExpr:
		b.patternNames(t.x)
	case *asExpr:
		b.names[t.name] = true
		b.patternNames(t.x)
	case *displayExpr:
		for _, e := range t.elems {
			b.patternNames(e)
		}
	case *dictExpr:
		for _, e := range t.values {
			b.patternNames(e)
		}
	case *binaryExpr:
		b.patternNames(t.x)
		b.patternNames(t.y)
	case *callExpr:
		for _, a := range t.args {
			b.patternNames(a.x)
		}
	}
}

// importedAs is the name that `import a.b as n` binds: n, or a.
func importedAs(n importName) string {
	if n.as != "" {
		return n.as
	}
	for i := 0; i < len(n.name); i++ {
		if n.name[i] == '.' {
			return n.name[:i]
		}
	}
	return n.name
}
