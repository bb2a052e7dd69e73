package templates

// Options says how a view is drawn. The zero value is the live page.
type Options struct {
	// Static is for pages that are complete without script: no buttons, filters or selects that would need one.
	Static bool
	// Framed is for pages that scroll as a whole: no part of a view scrolls by itself.
	Framed bool
	// Unfolded lists the families whose verbs have columns of their own in Access.
	Unfolded []string
	// Elapsed is how long the evaluation took, for people ("3 ms"); empty: not said.
	Elapsed string
	// Base is put before the line anchors of a Static page, so that "#L12" can point into another page. Live
	// views do not use it.
	Base string
	// Filter is the text of Access's filter box, as the request had it.
	Filter string
	// Fields are what the controls of the views say, as the request had it: "tokens.scopes".
	Fields map[string]string
}

func (o Options) unfolded(family string) bool {
	for _, id := range o.Unfolded {
		if id == family {
			return true
		}
	}
	return false
}
