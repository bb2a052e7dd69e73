package scenarios

// index says which scenarios stand under which heading, in the order of the page.
var index = []struct {
	id, title, summary string
	names              []string
}{
	{"groups", "Groups and teachers", "", []string{"teacher"}},
}
