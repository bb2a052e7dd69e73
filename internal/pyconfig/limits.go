package pyconfig

// Default limits of an evaluation. Input.Limits overrides the first three; the others are fixed, because they
// bound the shape of a text rather than the work that it causes.
const (
	DefaultSteps = 5_000_000 // expressions, statements and elements handled
	DefaultBytes = 64 << 20  // bytes of strings and containers ever made
	DefaultDepth = 200       // calls inside calls, and brackets inside brackets when a value is printed or compared

	MaxTextBytes  = 1 << 20 // bytes of one file
	maxBrackets   = 200     // open brackets at one place, as CPython
	maxIndents    = 100     // blocks inside blocks, as CPython
	maxTreeDepth  = 1000    // operators, calls and brackets inside each other in one expression
	maxFrames     = 8000    // evaluations inside evaluations, over all calls
	maxFStrings   = 16      // f-strings inside the braces of f-strings
	maxDiagnostic = 200     // diagnostics of one file; one more says that the rest is left out
)

// Limits bound an evaluation. Zero fields mean the defaults.
type Limits struct {
	Steps, Bytes, Depth int
}

func (l Limits) orDefaults() Limits {
	if l.Steps <= 0 {
		l.Steps = DefaultSteps
	}
	if l.Bytes <= 0 {
		l.Bytes = DefaultBytes
	}
	if l.Depth <= 0 {
		l.Depth = DefaultDepth
	}
	return l
}
