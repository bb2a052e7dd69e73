package playground

import (
	"slices"

	"rolecall.example/internal/scenario"
)

// Phase is one start of the Hub with the checks that speak of it.
type Phase struct {
	Files  []*scenario.Block // all config files of this start, in order
	Checks []*scenario.Block
	fresh  []*scenario.Block // files that stand in the document for this start
}

// Phases takes a document apart at its restarts. A restart's file replaces the one of the same name; the others stay.
// Restarted files that follow each other belong to one start, until a name repeats.
func Phases(doc *scenario.Document) []Phase {
	all := []Phase{{}}
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		p := &all[len(all)-1]
		switch b.Kind {
		case scenario.Config:
			if !b.Restart {
				p.Files, p.fresh = append(p.Files, b), append(p.fresh, b)
				continue
			}
			files := slices.Clone(p.Files)
			if at := slices.IndexFunc(files, func(f *scenario.Block) bool { return f.File == b.File }); at >= 0 {
				files[at] = b
			} else {
				files = append(files, b)
			}
			sameName := func(f *scenario.Block) bool { return f.File == b.File }
			if len(all) > 1 && len(p.Checks) == 0 && !slices.ContainsFunc(p.fresh, sameName) {
				p.Files, p.fresh = files, append(p.fresh, b)
				continue
			}
			all = append(all, Phase{Files: files, fresh: []*scenario.Block{b}})
		case scenario.Checks:
			p.Checks = append(p.Checks, b)
		}
	}
	return all
}
