package pyconfig

import (
	"slices"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/settings"
)

// uncalled looks after functions that take the config, `def configure(c)`, and that a pasted fragment never calls:
// the input says that they are called, or it is asked. scope is the file's own.
func (in *interp) uncalled(body []stmt, scope *scope) {
	for _, s := range body {
		d, ok := s.(*defStmt)
		if !ok || d.async || len(d.params.list) != 1 || d.params.list[0].name != "c" || in.stopped != "" {
			continue
		}
		at := span{d.file, d.start, d.start + 3}
		q := ask{kind: settings.AskRun, name: d.name, at: at}
		f, ok := scope.vars[d.name].v.(*funcValue)
		switch {
		case !ok || f.called:
		case slices.Contains(in.input.Calls, d.name):
			q.given = true
			in.note(q)
			in.callFunction(f, &call{at: at, args: []val{{in.config, at}}})
			if in.exc != nil {
				in.uncaught(s)
			}
		case len(in.config.all()) == 0:
			in.rep.add(diag.Question, at, "uncalled-configure",
				"the function "+d.name+" takes the config and is never called here, so nothing is configured", "call it at the end: "+d.name+"(c)")
			in.asks = append(in.asks, q)
		}
	}
}
