package pyconfig

import "strings"

// exceptionBases is Python's tree of exceptions, as far as configs name it.
var exceptionBases = map[string]string{
	"BaseException": "", "Exception": "BaseException", "SystemExit": "BaseException", "KeyboardInterrupt": "BaseException",
	"ArithmeticError": "Exception", "ZeroDivisionError": "ArithmeticError", "OverflowError": "ArithmeticError",
	"AssertionError": "Exception", "AttributeError": "Exception", "EOFError": "Exception", "ImportError": "Exception",
	"ModuleNotFoundError": "ImportError", "LookupError": "Exception", "IndexError": "LookupError", "KeyError": "LookupError",
	"NameError": "Exception", "UnboundLocalError": "NameError", "OSError": "Exception", "IOError": "OSError", "EnvironmentError": "OSError",
	"FileNotFoundError": "OSError", "FileExistsError": "OSError", "PermissionError": "OSError", "IsADirectoryError": "OSError",
	"NotADirectoryError": "OSError", "ConnectionError": "OSError", "TimeoutError": "OSError", "RuntimeError": "Exception",
	"NotImplementedError": "RuntimeError", "RecursionError": "RuntimeError", "StopIteration": "Exception",
	"StopAsyncIteration": "Exception", "TypeError": "Exception", "ValueError": "Exception", "UnicodeError": "ValueError",
	"UnicodeDecodeError": "UnicodeError", "Warning": "Exception", "DeprecationWarning": "Warning", "UserWarning": "Warning",
	"FutureWarning": "Warning", "RuntimeWarning": "Warning", "MemoryError": "Exception", "SyntaxError": "Exception",
	"GeneratorExit": "BaseException", "BaseExceptionGroup": "BaseException", "ExceptionGroup": "BaseExceptionGroup", "FloatingPointError": "ArithmeticError",
	"BlockingIOError": "OSError", "ChildProcessError": "OSError", "InterruptedError": "OSError", "ProcessLookupError": "OSError",
	"ConnectionRefusedError": "ConnectionError", "ConnectionResetError": "ConnectionError", "ConnectionAbortedError": "ConnectionError",
	"BrokenPipeError": "ConnectionError", "ReferenceError": "Exception", "SystemError": "Exception", "BufferError": "Exception",
	"IndentationError": "SyntaxError", "TabError": "IndentationError", "UnicodeEncodeError": "UnicodeError", "PendingDeprecationWarning": "Warning",
	"SyntaxWarning": "Warning", "ImportWarning": "Warning", "UnicodeWarning": "Warning", "BytesWarning": "Warning", "ResourceWarning": "Warning",
	"EncodingWarning": "Warning", "json.JSONDecodeError": "ValueError", "configparser.Error": "Exception", "subprocess.SubprocessError": "Exception",
	"subprocess.CalledProcessError": "subprocess.SubprocessError", "shutil.Error": "OSError", "socket.error": "OSError",
}

// exceptionClass returns a built-in exception class.
func (in *interp) exceptionClass(name string) *classValue {
	if c, ok := in.excs[name]; ok {
		return c
	}
	if name == "IOError" || name == "EnvironmentError" {
		return in.exceptionClass("OSError")
	}
	c := &classValue{name: name, exc: true, scope: &scope{kind: classScope, vars: map[string]val{}}}
	in.excs[name] = c
	c.line = []*classValue{c}
	if base := exceptionBases[name]; base != "" {
		of := in.exceptionClass(base)
		c.bases = []val{{v: of}}
		c.line = append(c.line, of.line...)
	}
	return c
}

// osErrors are the classes that OSError(number, text) makes.
var osErrors = map[int64]string{
	1: "PermissionError", 2: "FileNotFoundError", 3: "ProcessLookupError", 4: "InterruptedError", 10: "ChildProcessError", 11: "BlockingIOError",
	13: "PermissionError", 17: "FileExistsError", 20: "NotADirectoryError", 21: "IsADirectoryError", 32: "BrokenPipeError", 103: "ConnectionAbortedError",
	104: "ConnectionResetError", 110: "TimeoutError", 111: "ConnectionRefusedError",
}

// osError is the class of what OSError makes of a number and a text.
func (in *interp) osError(class *classValue, args []val) *classValue {
	if len(args) < 2 || len(args) > 5 || class != in.exceptionClass("OSError") {
		return class
	}
	if n, ok := asInt(args[0].v); ok && osErrors[n] != "" {
		return in.exceptionClass(osErrors[n])
	}
	return class
}

// raise puts a Python exception on its way and returns what an expression gives meanwhile.
//
// What Python says in its own words is not kept: the exception's arguments are unknown.
func (in *interp) raise(at span, class, text, hint string) val {
	words := val{&unknownValue{&cause{at: at, id: "exception-text", why: "the words of an exception", pure: true,
		message: "what Python says in this exception is not known"}}, at}
	return in.raiseWith(at, class, text, hint, words)
}

// raiseWith is raise with the exception's arguments.
func (in *interp) raiseWith(at span, class, text, hint string, args ...val) val {
	if !in.halted() {
		inst := &instanceValue{class: in.exceptionClass(class), attrs: map[string]val{}, args: args, born: len(in.doubt)}
		in.exc = &exception{inst: inst, at: at, text: text, hint: hint}
	}
	return in.nothing(at)
}

func (in *interp) raiseStatement(s *raiseStmt) {
	if s.x == nil {
		if n := len(in.handled); n > 0 {
			in.exc = in.handled[n-1]
		} else {
			in.raise(s.span, "RuntimeError", "there is no exception to raise again", "")
		}
		return
	}
	v := in.eval(s.x)
	if in.halted() {
		return
	}
	if class, ok := v.v.(*classValue); ok && (class.exc || class.opaque) {
		v = in.instantiate(class, &call{at: s.span})
		if in.halted() {
			return
		}
	}
	if inst, ok := v.v.(*instanceValue); ok && (inst.class.exc || inst.class.opaque) {
		if s.cause != nil {
			from := in.eval(s.cause)
			if class, ok := from.v.(*classValue); ok && !in.halted() {
				from = in.instantiate(class, &call{at: s.span})
			}
			if in.halted() {
				return
			}
			inst.attrs["__cause__"] = from
		}
		text := ""
		if len(inst.args) > 0 {
			if t, ok := in.text(inst.args[0]); ok {
				text = shorten(t, 120)
			}
		}
		in.exc = &exception{inst: inst, at: s.span, text: text}
		return
	}
	if !isUnknown(v.v) {
		if _, ok := v.v.(*objectValue); !ok {
			in.raise(s.span, "TypeError", "only exceptions can be raised, not "+article(typeName(v.v)), "")
			return
		}
	}
	in.raise(s.span, "Exception", "an exception is raised here", "")
}

// try runs a body and what handles its exceptions. Where the body did something whose outcome is not known, it
// may have raised: its handlers then run under doubt.
func (in *interp) try(s *tryStmt) flow {
	catches := in.catchesNames(s)
	if catches {
		in.catching++
	}
	vague := in.vague
	out := in.block(s.body)
	if catches {
		in.catching--
	}
	why := &cause{at: s.span, id: "may-raise", why: "whether this raises is not known", message: "whether this `try` block raises is not known"}
	switch {
	case in.stopped != "":
		return out
	case in.exc != nil && !s.groups:
		out = in.handle(s, out)
	default:
		if in.exc != nil { // what of it the handlers of groups take is not followed
			in.exc = nil
			in.vague++
		}
		if in.vague > vague {
			for _, h := range s.handlers {
				if h.kinds != nil && in.only(h.kinds, "NameError") {
					continue
				}
				f := in.doubtful(why, func() flow {
					if h.name != "" {
						in.bind(h.name, val{&unknownValue{why}, h.at})
					}
					return in.block(h.body)
				})
				f.why = why
				if f.kind == flowReturn || f.kind == flowBreak || f.kind == flowContinue {
					f.may |= f.kind
				}
				out.may |= f.may
				if f.may != 0 {
					out.why = why
				}
			}
		}
		if s.other != nil && out.kind == flowNext {
			f := in.block(s.other)
			f.may |= out.may
			if f.why == nil {
				f.why = out.why
			}
			out = f
		}
	}
	if s.final != nil {
		exc := in.exc
		in.exc = nil
		f := in.block(s.final)
		if f.kind != flowNext {
			return f
		}
		if in.exc == nil {
			in.exc = exc
		}
	}
	return out
}

// handle finds the handler of the exception at hand and runs it.
func (in *interp) handle(s *tryStmt, out flow) flow {
	for _, h := range s.handlers {
		e := in.exc
		in.exc = nil
		fits := true
		if h.kinds != nil {
			kinds := in.eval(h.kinds)
			if in.halted() {
				return flow{}
			}
			switch in.fits(e.inst, kinds) {
			case no:
				fits = false
			case perhaps:
				// Either this handler runs, or Python stops: where it goes on, the handler has run.
				in.vague++
			}
		}
		if !fits {
			in.exc = e
			continue
		}
		if h.name != "" {
			in.bind(h.name, val{e.inst, e.at})
		}
		in.handled = append(in.handled, e)
		f := in.block(h.body)
		in.handled = in.handled[:len(in.handled)-1]
		if h.name != "" {
			in.unbind(h.name, h.at)
		}
		f.may |= out.may
		if f.why == nil {
			f.why = out.why
		}
		return f
	}
	return out
}

// fits reports whether an except clause's classes catch an instance.
func (in *interp) fits(inst *instanceValue, kinds val) tri {
	switch k := kinds.v.(type) {
	case *classValue:
		switch {
		case in.inherits(inst.class, k.name):
			return yes
		case inst.class.opaque:
			return perhaps
		}
	case *tupleValue:
		out := no
		for _, one := range k.items {
			if t := in.fits(inst, one); t == yes {
				return yes
			} else if t == perhaps {
				out = perhaps
			}
		}
		return out
	case *objectValue:
		if !standardModule(k.name) && !strings.HasPrefix(k.name, "yaml.") && !inst.class.opaque {
			return no // what Python itself raises is no exception of somebody's package
		}
		return perhaps
	case *unknownValue:
		return perhaps
	}
	return no
}

// catchesNames reports whether a try statement catches a NameError.
func (in *interp) catchesNames(s *tryStmt) bool {
	for _, h := range s.handlers {
		if h.kinds == nil || in.names(h.kinds, "NameError") || in.names(h.kinds, "Exception") || in.names(h.kinds, "BaseException") {
			return true
		}
	}
	return false
}

func (in *interp) names(x expr, name string) bool {
	switch t := x.(type) {
	case *nameExpr:
		return t.id == name
	case *displayExpr:
		for _, e := range t.elems {
			if in.names(e, name) {
				return true
			}
		}
	}
	return false
}

func (in *interp) only(x expr, name string) bool {
	n, ok := x.(*nameExpr)
	return ok && n.id == name
}
