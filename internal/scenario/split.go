package scenario

// Piece is one scenario of a page.
type Piece struct {
	Text  string
	Start int // offset in the page
}

// Split cuts a page into its scenarios: each but the first begins with its fence ```rolecall, and what stands
// before the first such fence belongs to the first scenario. A page with one or none of them is one piece.
func Split(page string) []Piece {
	var cuts []int
	_, _, at := body(page)
	for _, f := range fences(page, at) {
		if f.first() == "rolecall" {
			cuts = append(cuts, f.start)
		}
	}
	if len(cuts) < 2 {
		return []Piece{{page, 0}}
	}
	cuts[0] = 0
	out := make([]Piece, len(cuts))
	for i, from := range cuts {
		to := len(page)
		if i+1 < len(cuts) {
			to = cuts[i+1]
		}
		out[i] = Piece{page[from:to], from}
	}
	return out
}

// Holds reports whether a page is meant to be evaluated: it has a header's fence, checks, or a config fence below front matter
// that names the format. A config alone is what any page about JupyterHub may show.
func Holds(page string) bool {
	front, hasFront, at := body(page)
	meant, config := shown(page, at)
	return meant || config && hasFront && saysFormat(page, front)
}

// Shows reports whether a page has anything of a scenario: what Holds asks for, or a config alone.
func Shows(page string) bool {
	front, hasFront, at := body(page)
	meant, config := shown(page, at)
	return meant || config || hasFront && saysFormat(page, front)
}

// shown reports whether a page has a header's fence or checks, and whether it has a config's.
func shown(page string, at int) (meant, config bool) {
	for _, f := range fences(page, at) {
		switch words := f.words(); {
		case len(words) == 0:
		case words[0].text == "rolecall" || words[0].text == "checks":
			return true, config
		default:
			_, known := languages[words[0].text]
			config = config || known && len(words) > 1 && fileName(words[1].text)
		}
	}
	return false, config
}
