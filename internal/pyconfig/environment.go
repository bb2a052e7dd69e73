package pyconfig

import (
	"rolecall.example/internal/diag"
	"rolecall.example/internal/settings"
)

// environValue is os.environ.
type environValue struct{}

func (*environValue) typeName() string { return "Environ" }

// environment looks a variable up: what the config set itself, then what the input says. A variable that is
// missing gives a None that remembers the question.
func (in *interp) environment(name val, at span) val {
	s, ok := name.v.(stringValue)
	if !ok {
		if isUnknown(name.v) {
			return in.spread(at, name)
		}
		return in.raise(at, "TypeError", "the name of an environment variable is a string, not "+article(typeName(name.v)), "")
	}
	if v, ok := in.environ[string(s)]; ok {
		return v
	}
	q := &ask{kind: settings.AskEnvironment, name: string(s), at: at}
	if text, ok := in.input.Environment[string(s)]; ok && !in.input.Doubt {
		q.answer, q.given = text, true
		in.note(*q)
		return val{stringValue(text), at}
	}
	return val{noneValue{asked: &cause{at: at, ask: q, id: "environment-unset", why: "the environment variable " + shorten(string(s), 60) + " is not given",
		message: "the environment variable " + shorten(string(s), 60) + " is not given",
		hint:    "add it to the environment of the state part"}}, at}
}

// environItem is os.environ[name]. In Python a missing variable raises KeyError; here it is only not given, so
// the value is unknown, and a handler around it may or may not run.
func (in *interp) environItem(name val, at span) val {
	v := in.environment(name, at)
	if n, ok := v.v.(noneValue); ok && n.asked != nil {
		in.vague++
		return val{&unknownValue{n.asked}, at}
	} else if ok {
		return in.raiseWith(at, "KeyError", "the environment has no "+in.shown(name)+" any more", "", name)
	}
	return v
}

// environGet is os.environ.get and os.getenv: the default, where one is given and the variable is not.
func (in *interp) environGet(c *call) val {
	name := c.arg(0, "key")
	if name.v == nil {
		return in.raise(c.at, "TypeError", "get needs the name of a variable", "")
	}
	v := in.environment(name, c.at)
	n, ok := v.v.(noneValue)
	fallback := c.arg(1, "default")
	if !ok {
		return v
	}
	if n.asked == nil { // it was taken away
		if fallback.v != nil {
			return fallback
		}
		return v
	}
	if in.input.Doubt {
		in.vague++
		return val{&unknownValue{n.asked}, c.at}
	}
	used := "so its default is used"
	if fallback.v == nil {
		fallback, used = v, "so it counts as None"
	}
	q := *n.asked.ask
	if q.fallback = "None"; fallback.v != v.v {
		q.fallback = in.rep.source(fallback.at)
	}
	in.note(q)
	if len(in.doubt) == 0 {
		in.rep.add(diag.Info, c.at, "environment-default", n.asked.message+", "+used, n.asked.hint)
	}
	return fallback
}

func (in *interp) environMethod(name string, c *call) val {
	switch name {
	case "get":
		return in.environGet(c)
	case "pop":
		v := in.environGet(c)
		if s, ok := c.arg(0, "key").v.(stringValue); ok && !in.halted() {
			gone := in.none(c.at)
			if why := in.weak(0); why != nil {
				gone = val{&unknownValue{why}, c.at}
			}
			in.environ[string(s)] = gone
		}
		return v
	case "setdefault":
		v := in.environment(c.arg(0, ""), c.at)
		if n, ok := v.v.(noneValue); ok && n.asked != nil && len(c.args) > 1 {
			in.setItem(val{&environValue{}, c.at}, c.args[0], c.args[1], c.at)
			return c.args[1]
		}
		return v
	case "update":
		if d, ok := c.arg(0, "").v.(*dictValue); ok {
			for _, e := range d.entries {
				if !e.gone {
					in.setItem(val{&environValue{}, c.at}, e.key, e.v, c.at)
				}
			}
		}
		return in.none(c.at)
	}
	return in.wholeEnvironment(c.at)
}

// environSet is os.environ[name] = v.
func (in *interp) environSet(name, v val, at span) {
	for _, one := range []val{name, v} {
		if _, text := one.v.(stringValue); !text && !isUnknown(one.v) {
			if _, asked := firstAsked(one); !asked {
				in.raise(at, "TypeError", "the environment holds strings, not "+article(typeName(one.v)), "write str(…) around it")
				return
			}
		}
	}
	if name, ok := name.v.(stringValue); ok {
		if why := in.weak(0); why != nil {
			v = val{&unknownValue{why}, v.at}
		}
		in.environ[string(name)] = v
	}
}

func (in *interp) wholeEnvironment(at span) val {
	return in.unknown(at, "environment", "the whole environment", "the whole environment is not known", "")
}
