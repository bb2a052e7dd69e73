package pyconfig

import (
	"runtime"
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/settings"
)

// interp evaluates statements. Two conditions stick until somebody handles them: exc, a Python exception on
// its way to a handler, and stopped, a limit. While either is set, eval returns at once and nothing changes.
type interp struct {
	rep    *report
	input  Input
	limits Limits
	steps  int
	bytes  int
	kept   int // bytes of what was handed out
	calls  int // Python calls inside each other
	frames int // evaluations inside each other

	stopped string
	exc     *exception

	config *sectionValue
	opaque []span
	scope  *scope
	frame  *frame
	// doubt holds why it is not sure that the statements at hand run at all: conditions that are not known,
	// outermost first. What is older than a doubt is changed weakly under it: see weak.
	doubt   []*cause
	changes int // weak changes so far, to see when repeating a loop shows nothing new
	vague   int // operations so far whose outcome, exceptions included, is not known

	modules map[string]*moduleValue
	environ map[string]val // variables that the config sets itself
	excs    map[string]*classValue
	undefd  map[string]*cause // names that nothing defines, reported once each
	gaps    bool              // a syntax error left statements out: missing names are no news
	files   []string          // files being run, for __file__
	running map[string]bool   // sub-configs being run

	noted      []ask          // questions that the state answers, or a default
	answers    map[string]val // what the state says that names stand for, evaluated once
	answering  bool
	ties       bool      // the list that was sorted last has elements with equal keys
	walking    setOrder  // in which sets are walked
	walks      walks     // of sets, so far
	mixed      *cause    // why the order of what was drained last is not known
	walked     *cause    // why the order in which the loops at hand run is not known
	walkedAt   int       // steps before the run at hand of the outermost such loop
	statement  span      // that runs
	captured   []keyword // by the pattern at hand
	starred    *cause    // an import of all names of something unknown
	generators []*generator
	mentions   int // of traits so far
	raised     *Raised
	asks       []ask // questions of which any trait may hang

	given     val  // the host's values, once they were asked for
	subBroken bool // a sub-config has a syntax error
	builtins  map[string]val
	catching  int          // try statements around that catch a NameError
	handled   []*exception // exceptions being handled, for a bare raise
}

// frame is one call of a function (or a module's body).
type frame struct {
	born      int
	result    val
	fn        *funcValue
	self      val // its first argument
	generator *generator
}

// exception is a raised instance.
type exception struct {
	inst *instanceValue
	at   span
	text string
	hint string
	// A value that can't be hashed has a place of its own, but Python tells that of the expression that hashes it.
	hashing bool // the expression is not left yet
	told    span
}

// tell notes the innermost expression, or statement, that hashes a value.
func (x *exception) tell(at span) {
	if x.hashing {
		x.told, x.hashing = at, false
	}
}

// line is the place by which Python's traceback tells the exception.
func (x *exception) line() span {
	if x.told != (span{}) {
		return x.told
	}
	return x.at
}

func newInterp(rep *report, input Input) *interp {
	in := &interp{rep: rep, input: input, limits: input.Limits.orDefaults(), modules: map[string]*moduleValue{}, environ: map[string]val{},
		excs: map[string]*classValue{}, undefd: map[string]*cause{}, running: map[string]bool{}, answers: map[string]val{}}
	in.config = &sectionValue{root: true}
	in.builtins = in.makeBuiltins()
	return in
}

// halted reports whether an exception or a limit is on its way out.
func (in *interp) halted() bool { return in.exc != nil || in.stopped != "" }

// breath is how many steps pass between two moments for the collector. WebAssembly has one thread, which nothing
// interrupts: a loop that makes long values would fill all memory there.
const breath = 1 << 14

// step counts n units of work; false when evaluation must end.
func (in *interp) step(n int, at span) bool {
	if in.stopped != "" {
		return false
	}
	if in.steps&^(breath-1) != (in.steps+n)&^(breath-1) {
		runtime.Gosched()
	}
	in.steps += n
	if in.steps > in.limits.Steps || n < 0 {
		in.steps = in.limits.Steps
		in.stop("steps", at)
		return false
	}
	return in.exc == nil
}

// alloc counts n bytes of values; false when evaluation must end.
func (in *interp) alloc(n int, at span) bool {
	if in.stopped != "" {
		return false
	}
	if n < 0 || n > in.limits.Bytes-in.bytes {
		in.stop("memory", at)
		return false
	}
	in.bytes += n
	return in.exc == nil
}

// stop ends the evaluation at a limit and says which.
func (in *interp) stop(limit string, at span) {
	if in.stopped != "" {
		return
	}
	in.stopped = limit
	switch limit {
	case "steps":
		in.rep.error(at, "limit-steps", "reading this config takes more than "+thousands(in.limits.Steps)+" steps and was stopped here",
			"look for a loop that does not end")
	case "memory":
		in.rep.error(at, "limit-memory", "the values of this config take more than "+thousands(in.limits.Bytes)+" bytes and were stopped here", "")
	case "depth":
		in.rep.error(at, "limit-depth", "calls are nested more than "+thousands(in.limits.Depth)+" deep here and were stopped",
			"look for a function that calls itself without end")
	}
}

func thousands(n int) string {
	if n < 1000 {
		return itoa(n)
	}
	rest := itoa(n % 1000)
	for len(rest) < 3 {
		rest = "0" + rest
	}
	return thousands(n/1000) + "," + rest
}

func newModule(name string) *scope {
	return &scope{kind: moduleScope, vars: map[string]val{"__file__": {v: filePath(name)}}}
}

// newConfigModule is the namespace of a config's file. Counterpart: PyFileConfigLoader._read_file_as_dict, which
// leaves __name__ to Python's built-ins.
func (in *interp) newConfigModule(name string) *scope {
	s := newModule(name)
	s.vars["c"] = val{v: in.config}
	return s
}

// filePath is the path of a file of the config: whole where that is known, else the folder is not known.
func filePath(name string) value {
	if strings.HasPrefix(name, "/") {
		return stringValue(name)
	}
	return &unknownValue{&cause{id: "config-folder", why: "the folder of the config", message: "the folder in which the config lies is not known",
		pure: true, path: name}}
}

func (in *interp) runIn(body []stmt, module *scope) {
	scope, fr := in.scope, in.frame
	in.scope, in.frame = module, &frame{born: len(in.doubt)}
	for _, s := range body {
		if f := in.exec(s); f.kind == flowReturn {
			break
		}
		if in.exc != nil {
			if len(in.doubt) > 0 || scope != nil {
				break
			}
			in.uncaught(s)
		}
		if in.stopped != "" {
			break
		}
	}
	if scope == nil {
		in.uncalled(body, module)
	}
	in.scope, in.frame = scope, fr
}

// uncaught reports the exception that would stop the file at statement s, and goes on after it. What s would
// have assigned is unknown from here on, without a further word.
func (in *interp) uncaught(s stmt) {
	e := in.exc
	in.exc = nil
	class := e.inst.class.name
	in.surely(class, e.line())
	if class == "SystemExit" {
		in.rep.add(diag.Error, e.at, "python-system-exit", "this ends the Hub's start (SystemExit)", "")
	} else {
		text := e.text
		if text == "" {
			text = "an exception is raised here"
		}
		in.rep.error(e.at, "python-"+dashed(class), class+": "+text, e.hint)
	}
	why := &cause{at: e.at, id: "after-error", why: "an error stopped this statement", said: true}
	b := &binder{names: map[string]bool{}, outer: map[string]bool{}}
	b.statement(s)
	for name := range b.names {
		if _, ok := in.scope.get(name); !ok || assigns(s) {
			in.scope.set(name, val{&unknownValue{why}, e.at})
		}
	}
	if a, ok := s.(*assignStmt); ok {
		for _, t := range a.targets {
			if t, ok := t.(*attrExpr); ok && !isSection(t.name) {
				in.doubt = append(in.doubt, why)
				in.assign(t, val{&unknownValue{why}, a.value.at()}, s.at())
				in.exc = nil
				in.doubt = in.doubt[:len(in.doubt)-1]
			}
		}
	}
}

// syntax notes the syntax error that the last file has: the first one that the parser told.
func (in *interp) syntax() {
	file := int32(len(in.rep.names) - 1)
	in.surely("SyntaxError", in.rep.faults[file])
}

// surely notes what stops Python, unless something did before.
func (in *interp) surely(class string, at span) {
	if in.raised == nil && len(in.doubt) == 0 {
		in.raised = &Raised{Class: class[strings.LastIndexByte(class, '.')+1:], Span: in.rep.where(at)}
	}
}

func assigns(s stmt) bool {
	_, ok := s.(*assignStmt)
	return ok
}

// dashed turns a class name into an id: KeyError becomes key-error.
func dashed(name string) string {
	out := make([]byte, 0, len(name)+4)
	for i := 0; i < len(name); i++ {
		c := name[i]
		if 'A' <= c && c <= 'Z' {
			if i > 0 && !('A' <= name[i-1] && name[i-1] <= 'Z') {
				out = append(out, '-')
			}
			c += 'a' - 'A'
		}
		if isDigit(c) || 'a' <= c && c <= 'z' || c == '-' {
			out = append(out, c)
		}
	}
	return string(out)
}

// unknown makes a value that can't be evaluated, with the question that would settle it.
func (in *interp) unknown(at span, id, why, message, hint string) val {
	in.vague++
	return val{&unknownValue{&cause{at: at, id: id, why: why, message: message, hint: hint}}, at}
}

// nothing is what eval returns while evaluation is on its way out.
func (in *interp) nothing(at span) val { return val{silent, at} }

func (in *interp) none(at span) val { return val{noneValue{}, at} }

// question turns a cause into the diagnostic that a setting's reader may show.
func (in *interp) question(c *cause) *diag.Diagnostic {
	if c == nil || c.said || c.message == "" {
		return nil
	}
	severity := c.severity
	if severity == 0 {
		severity = diag.Question
	}
	d := in.rep.make(severity, c.at, c.id, c.message, c.hint)
	return &d
}

// result gathers what the files assigned.
func (in *interp) result(broken bool) Result {
	in.endGenerators()
	tree := &settings.Tree{}
	in.collect(tree)
	for _, s := range in.opaque {
		tree.Opaque = append(tree.Opaque, in.rep.where(s))
	}
	for i := range in.asks {
		tree.Asks = append(tree.Asks, *in.settled(&in.asks[i]))
	}
	var noted []settings.Ask
	for i := range in.noted {
		noted = append(noted, *in.settled(&in.noted[i]))
	}
	return Result{Unsure: in.vague > 0, Noted: noted, Raised: in.raised, Tree: tree, Diagnostics: diag.Sort(in.rep.list), Broken: broken || in.subBroken || in.stopped != "", Stopped: in.stopped, Steps: in.steps}
}
