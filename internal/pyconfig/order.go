package pyconfig

import "rolecall.example/internal/settings"

// setOrder is the order in which sets are walked. Python gives them any, and a config must be taken to mean only what
// it means in each: so a config that walks sets is run in several, and what differs is not known.
type setOrder uint8

const (
	asWritten setOrder = iota
	reversed           // whatever comes before another one comes after it
	rotated            // nothing stands where it stood: the middle of an odd number does when reversed
)

// walks tells which orders could make a difference.
type walks struct {
	why *cause // of the first set that was walked; nil: none was
	odd bool   // one had an odd number of members
}

// walkSet notes that a set of n > 1 members is walked.
func (in *interp) walkSet(n int, why *cause) {
	if in.walks.why == nil {
		in.walks.why = why
	}
	in.walks.odd = in.walks.odd || n%2 == 1
}

// place is where the i-th step of a walk finds its entry.
func (o setOrder) place(i int, t *table) int {
	switch o {
	case reversed:
		return len(t.entries) - 1 - i
	case rotated:
		first := 0
		for t.entries[first].gone {
			first++
		}
		return (i + first + 1) % len(t.entries)
	}
	return i
}

// Evaluate runs the files.
func Evaluate(input Input) Result {
	out, in := evaluateIn(input, asWritten)
	if in.walks.why == nil || out.Stopped != "" {
		return out
	}
	why := settings.Value{Kind: settings.Unknown, Text: in.walks.why.why, Question: in.question(in.walks.why)}
	orders := []setOrder{reversed}
	if in.walks.odd {
		orders = append(orders, rotated)
	}
	for _, order := range orders {
		other, _ := evaluateIn(input, order)
		out.Steps += other.Steps
		if other.Stopped != "" {
			other.Broken, other.Diagnostics = true, out.Diagnostics
			return other
		}
		if settings.Agree(out.Tree, other.Tree, why) {
			out.Unsure = true
		}
		if a, b := out.Raised, other.Raised; a != b && (a == nil || b == nil || *a != *b) {
			out.Raised, out.Unsure = nil, true
		}
	}
	return out
}
