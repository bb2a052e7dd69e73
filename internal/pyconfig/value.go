package pyconfig

import "rolecall.example/internal/diag"

// value is a Python object as far as configs need it. Lists, sets, dicts, functions, classes and instances are
// pointers and so have Python's identity: `c.JupyterHub.load_roles = roles = []` shares one list.
type value interface{ typeName() string }

// val is a value and the place where it was written: a literal keeps its own place wherever it travels, a
// computed value has that of the expression.
type val struct {
	v  value
	at span
}

type (
	noneValue struct{ asked *cause } // asked: an environment variable that is not set
	boolValue bool
	// intValue is a whole number of 64 bits. What Python would compute beyond becomes unknown.
	intValue    int64
	floatValue  float64
	stringValue string
	bytesValue  string
	rangeValue  struct{ start, stop, step int64 }
	sliceValue  struct{ low, high, step val } // v is noneValue where left out

	// listValue is a list. partial: it may have further elements; lost: nothing is known about it any more.
	listValue struct {
		items         []val
		partial, lost *cause
		shuffled      *cause // the order of the elements is not known: that of a set's members
		born, made    int    // doubts around its making, steps before it
	}
	tupleValue struct {
		items    []val
		partial  *cause
		shuffled *cause
		fields   []string // of a namedtuple
	}
	setValue struct {
		table
		frozen bool
	}
	dictValue struct {
		table
		fallback *val   // of a defaultdict: the factory
		module   *scope // the namespace that it is
		ordered  bool   // an OrderedDict: pop and setdefault take arguments by name
	}
	// viewValue is what a dict's keys(), values() or items() give; kind is that name.
	viewValue struct {
		d    *dictValue
		kind string
	}
	// iterValue is an iterator or a generator: what it still gives.
	iterValue struct {
		it   *iterator
		name string
		g    *generator // nil unless it is one
		// managed: contextlib made a context manager of it
		managed bool
	}
	// suppressValue is contextlib.suppress(…).
	suppressValue struct{ kinds []val }
	funcValue     struct {
		name      string
		params    *parameters
		defaults  []val // by parameter; v nil when required
		body      []stmt
		result    expr // of a lambda
		scope     *scope
		def       *defStmt
		owner     *classValue // of a method
		static    bool
		classwide bool
		property  bool
		kept      bool           // a property that is computed once
		memo      map[string]val // of functools.cache: results by arguments
		called    bool
		setter    *funcValue
		attrs     map[string]val // set by the config
		doc       value
		manager   bool // a context manager by contextlib: it yields once
	}
	// builtinValue is a function or type of Python's own that we can run.
	builtinValue struct {
		name string
		fn   func(in *interp, call *call) val
	}
	methodValue struct {
		self val
		name string
		fn   value // a funcValue, or nil for a method of a built-in type
	}
	classValue struct {
		name   string
		bases  []val
		doc    value
		line   []*classValue // the class itself and its ancestors, in the order in which attributes are looked up
		scope  *scope
		opaque bool // a base is not known: instances may have any attribute
		exc    bool // an exception class
		// compares: instances are told apart by methods of their own
		compares bool
		enum     bool
	}
	instanceValue struct {
		class *classValue
		attrs map[string]val
		args  []val // of an exception
		born  int
		lost  *cause // it may have further attributes
	}
	// superValue is super() in a method: the classes behind owner.
	superValue struct {
		self  val
		owner *classValue
	}
	// codeValue is what compile() makes of a text.
	codeValue struct{ name, text, mode string }
	// moduleValue is a module by its dotted name.
	moduleValue struct {
		name  string
		attrs map[string]val // set by the config
	}
	// objectValue is something by its dotted name whose inside is not known: a class of another package, a
	// function of the standard library. known: it is certainly no constant that could be false or a string.
	objectValue struct {
		name  string
		known bool
		made  bool // a call made it: another of the same name is another object
	}
	unknownValue struct{ why *cause }
	// pathValue is a Path. folder: it lies in a folder that is not known, and path is what follows.
	pathValue struct {
		path   string
		folder *cause
	}
	fileValue struct {
		path   string
		text   string // what is left of it
		whole  string
		why    *cause // not nil: its content is not known
		write  bool
		binary bool
	}
)

func (noneValue) typeName() string    { return "NoneType" }
func (boolValue) typeName() string    { return "bool" }
func (intValue) typeName() string     { return "int" }
func (floatValue) typeName() string   { return "float" }
func (stringValue) typeName() string  { return "str" }
func (bytesValue) typeName() string   { return "bytes" }
func (*rangeValue) typeName() string  { return "range" }
func (*sliceValue) typeName() string  { return "slice" }
func (*listValue) typeName() string   { return "list" }
func (*tupleValue) typeName() string  { return "tuple" }
func (*dictValue) typeName() string   { return "dict" }
func (v *viewValue) typeName() string { return "dict_" + v.kind }
func (i *iterValue) typeName() string { return i.name }
func (*funcValue) typeName() string   { return "function" }
func (b *builtinValue) typeName() string {
	if builtinTypes[b.name] {
		return "type"
	}
	return "builtin_function_or_method"
}
func (*methodValue) typeName() string     { return "method" }
func (*classValue) typeName() string      { return "type" }
func (i *instanceValue) typeName() string { return i.class.name }
func (*superValue) typeName() string      { return "super" }
func (*suppressValue) typeName() string   { return "suppress" }
func (*codeValue) typeName() string       { return "code" }
func (*moduleValue) typeName() string     { return "module" }
func (*objectValue) typeName() string     { return "object" }
func (*unknownValue) typeName() string    { return "object" }
func (*pathValue) typeName() string       { return "PosixPath" }
func (*fileValue) typeName() string       { return "TextIOWrapper" }
func (s *setValue) typeName() string {
	if s.frozen {
		return "frozenset"
	}
	return "set"
}

// cause is why something is unknown: the question that would settle it. It is asked only when a setting that
// permissions depend on needs the answer.
type cause struct {
	at       span
	id       string
	why      string // in a few words, after "because"
	message  string
	hint     string
	said     bool // an error or question about it stands already
	pure     bool // it came of the standard library, which changes nothing that it is given
	severity diag.Severity
	ask      *ask   // what would settle it
	path     string // of a path of which only the end is known: that end
	// also holds further causes that stand beside this one: a value is known once all of them are settled. Theirs is empty.
	also []*cause
}

// bigNumber is the cause of whole numbers beyond 64 bits.
var bigNumber = &cause{id: "big-number", why: "a whole number beyond 64 bits", message: "a whole number beyond 64 bits is not computed"}

// silent is the value of what was not evaluated because evaluation is stopping.
var silent = &unknownValue{&cause{id: "unread", why: "not evaluated", said: true}}
