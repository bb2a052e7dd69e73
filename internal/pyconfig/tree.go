package pyconfig

// The syntax tree. Each node knows its span; nothing in it changes after parsing.

type expr interface{ at() span }

type (
	nameExpr struct {
		span
		id string
	}
	// constExpr is a literal: a string, a number, True, False, None, `...`.
	constExpr struct {
		span
		v value
		// Several strings side by side: without a blank where they meet, and all on one line.
		tight, oneLine bool
	}
	// formatExpr is an f-string: pieces of text and replacement fields.
	formatExpr struct {
		span
		pieces []piece
	}
	// displayExpr is a list, tuple or set as written.
	displayExpr struct {
		span
		kind  byte // '[', '(' or '{'
		elems []expr
	}
	// dictExpr has a nil key for `**mapping`.
	dictExpr struct {
		span
		keys, values []expr
	}
	starExpr struct {
		span
		x expr
	}
	attrExpr struct {
		span
		x    expr
		name string
	}
	indexExpr struct {
		span
		x, index expr
	}
	sliceExpr struct {
		span
		low, high, step expr // nil where left out
	}
	callExpr struct {
		span
		fn   expr
		args []argument
	}
	unaryExpr struct {
		span
		op string
		x  expr
	}
	binaryExpr struct {
		span
		op   string
		x, y expr
	}
	// compareExpr is `first op rest op rest …`.
	compareExpr struct {
		span
		first expr
		ops   []string
		rest  []expr
	}
	// logicExpr is `x and y and …` or `x or y or …`.
	logicExpr struct {
		span
		op    string
		elems []expr
	}
	condExpr struct {
		span
		test, then, other expr
	}
	lambdaExpr struct {
		span
		params *parameters
		body   expr
	}
	// compExpr is a comprehension ('[', '{', ':' for a dict) or a generator ('(').
	compExpr struct {
		span
		kind       byte
		elem, item expr // item: the value of a dict comprehension
		clauses    []compClause
	}
	walrusExpr struct {
		span
		name      *nameExpr
		value     expr
		bracketed bool
	}
	awaitExpr struct {
		span
		x expr
	}
	yieldExpr struct {
		span
		x    expr // may be nil
		from bool
	}
	// asExpr is `pattern as name` in a match statement.
	asExpr struct {
		span
		x    expr
		name string
	}
)

// piece of an f-string: text, or a field when x is set.
type piece struct {
	text    string
	x       expr
	debug   string // `{x=}`: the text before the value
	convert byte   // r, s, a or 0
	spec    []piece
}

// argument of a call or class: positional, keyword, *x or **x.
type argument struct {
	name string
	star int // 1: *, 2: **
	x    expr
	at   span
}

type compClause struct {
	target, iter expr
	ifs          []expr
	async        bool
}

// parameters of a def or lambda.
type parameters struct {
	list     []parameter
	posOnly  int // how many of list stand before `/`
	kwOnly   int // index in list of the first keyword-only one, len(list) if none
	rest, kw string
}

type parameter struct {
	name     string
	fallback expr // nil when required
}

type stmt interface{ at() span }

type (
	exprStmt struct {
		span
		x expr
	}
	assignStmt struct {
		span
		targets []expr
		value   expr
	}
	// augStmt is `target op= value`; op has no '='.
	augStmt struct {
		span
		op     string
		target expr
		value  expr
	}
	// annStmt is `target: hint = value`; value may be nil.
	annStmt struct {
		span
		target, value expr
	}
	// ifStmt has a nil test for else.
	ifStmt struct {
		span
		clauses []ifClause
	}
	whileStmt struct {
		span
		test        expr
		body, other []stmt
	}
	forStmt struct {
		span
		target, iter expr
		body, other  []stmt
		async        bool
	}
	tryStmt struct {
		span
		body, other, final []stmt
		handlers           []handler
		groups             bool // except*
	}
	withStmt struct {
		span
		items []withItem
		body  []stmt
		async bool
	}
	defStmt struct {
		span
		name       string
		params     *parameters
		body       []stmt
		decorators []expr
		async      bool
		generator  bool
		assigned   map[string]bool // names that the body makes local
	}
	classStmt struct {
		span
		name       string
		args       []argument
		body       []stmt
		decorators []expr
	}
	returnStmt struct {
		span
		x expr // may be nil
	}
	importStmt struct {
		span
		names []importName
	}
	fromStmt struct {
		span
		module string
		level  int // leading dots
		names  []importName
	}
	// scopeStmt is `global a, b` or `nonlocal a, b`.
	scopeStmt struct {
		span
		nonlocal bool
		names    []string
	}
	delStmt struct {
		span
		targets []expr
	}
	// wordStmt is pass, break or continue.
	wordStmt struct {
		span
		word string
	}
	raiseStmt struct {
		span
		x, cause expr // may be nil
	}
	assertStmt struct {
		span
		test, message expr
	}
	matchStmt struct {
		span
		subject expr
		cases   []matchCase
	}
	// brokenStmt stands where a statement could not be parsed; what it holds is reported.
	brokenStmt struct {
		span
		names []string // that it would have assigned, as far as can be seen
	}
)

type ifClause struct {
	test expr
	body []stmt
}

type handler struct {
	kinds expr // nil: catches all
	name  string
	body  []stmt
	at    span
}

type withItem struct{ x, target expr }

type importName struct {
	name, as string
	at       span
}

type matchCase struct {
	pattern, guard expr
	body           []stmt
	at             span
}
