package cases

import "rolecall.example/rbac"

var levels = [...]string{rbac.Fatal: "fatal", rbac.Warn: "warn", rbac.Note: "note"}

// said gives what a start stopped at and warned of. What the Hub does without a word is left out.
func said(events []rbac.Event) []any {
	out := []any{}
	for _, e := range events {
		if e.Level == rbac.Note {
			continue
		}
		args := object{}
		for key, value := range map[string]string{
			"role": e.Args.Role, "scope": e.Args.Scope, "filter": e.Args.Filter, "user": e.Args.User, "group": e.Args.Group,
			"service": e.Args.Service, "key": e.Args.Key, "suggestion": e.Args.Suggestion,
		} {
			if value != "" {
				args[key] = value
			}
		}
		if len(e.Args.Names) > 0 {
			args["names"] = strs(e.Args.Names)
		}
		event := object{"level": levels[e.Level], "id": e.ID, "stage": e.Stage, "args": args}
		if e.Type != "" {
			event["type"] = e.Type
		}
		out = append(out, event)
	}
	return out
}
