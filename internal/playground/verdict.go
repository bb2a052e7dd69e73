package playground

import "rolecall.example/rbac"

// Verdict is what became of a whole scenario.
type Verdict uint8

const (
	AllHold   Verdict = iota + 1 // every check holds; or the Hub stops as the document says it does
	SomeFail                     // a check fails or cannot be decided
	NotUsable                    // the document or config can't be read, or the Hub would not start
	Unchecked                    // it starts, and nothing is checked: not a pass
)

// StopID is the id of the error that stops the start-up, or the reading of the config before it; or "".
func (r *Response) StopID() string {
	for _, s := range r.Startup.Steps {
		if s.Event.Level == rbac.Fatal {
			return s.Event.ID
		}
	}
	return r.Startup.Broken
}

// StopsAsSaid reports whether the document is about a Hub that stops at start-up (its header's `stops`), and this one
// stops with just that error.
func (r *Response) StopsAsSaid() bool {
	return r.Readable && !r.Starts && r.Meta.Stops != "" && r.StopID() == r.Meta.Stops
}

// Verdict sums the response up.
func (r *Response) Verdict() Verdict {
	switch {
	case r.StopsAsSaid():
		return AllHold
	case !r.Readable || !r.Starts || r.Meta.Stops != "":
		return NotUsable
	case r.Tally.Fail > 0 || r.Tally.Invalid > 0:
		return SomeFail
	case r.Tally.Checks == 0:
		return Unchecked
	}
	return AllHold
}
