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
