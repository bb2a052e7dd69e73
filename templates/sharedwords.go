package templates

import (
	"time"

	"rolecall.example/internal/playground"
)

// day is a date for people: "14 September 2026".
func day(t time.Time) string { return t.UTC().Format("2 January 2006") }

// savedVerdict is the verdict that was saved. stops tells that the document is about a Hub that stops.
func savedVerdict(s Summing, stops bool) verdictTag {
	n := s.Hold + s.Fail + s.Invalid
	switch {
	case !s.Starts && stops && s.Hold == n:
		return verdictTag{"yes", "stopped, as it says"}
	case !s.Starts:
		return verdictTag{"no", "did not start"}
	case stops:
		return verdictTag{"no", "started, although it says otherwise"}
	}
	tag := verdictOf(playground.Tally{Checks: n, Hold: s.Hold, Fail: s.Fail, Invalid: s.Invalid})
	if n > 0 {
		tag.text += " checks held"
	}
	return tag
}

// pageDescription is the description of a scenario's page: its preview's, or the author's.
func pageDescription(d *ScenarioData) string {
	if d.Preview != nil {
		return d.Preview.Description
	}
	return d.Summary
}

// A plan says where the pieces of a document stand on its page. A plain document is prose, then configs and one list
// of checks: its prose leads the page, its checks stand beside the config. Any other is read from top to bottom.
type plan struct {
	plain      bool
	lead, rest []Piece
	checks     string // the part of a plain document's checks; "": there are none
}

func planOf(pieces []Piece) plan {
	n := 0
	for n < len(pieces) && pieces[n].Part == "" {
		n++
	}
	p := plan{plain: true, lead: pieces[:n:n]}
	checks := 0
	for _, piece := range pieces[n:] {
		switch {
		case piece.Checks:
			checks++
			p.checks = piece.Part
		case piece.Part == "" || piece.Restart:
			return plan{rest: pieces}
		default:
			p.rest = append(p.rest, piece)
		}
	}
	if checks > 1 || len(p.rest) == 0 {
		return plan{rest: pieces}
	}
	return p
}

// partTitle heads a part: a config goes by its file, the state has no name.
func partTitle(p *Piece) string {
	if p.File == "" {
		return "What the config does not say"
	}
	return shown(p.File)
}

func partWord(p *Piece) string {
	if p.File == "" {
		return "Part"
	}
	return "Config"
}
