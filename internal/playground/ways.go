package playground

import (
	"rolecall.example/internal/limits"
	"rolecall.example/internal/routes"
)

// Ways are the known routes to more permissions than somebody holds, on the Hub as the last start left it.
type Ways struct {
	List    []Way
	Partial bool // the Hub is too large to look at everybody
}

// Way is a route, and the lines of the check language that show it.
type Way struct {
	routes.Route
	Lines []string
}

// ways looks for routes, where they are asked for.
func (r *run) ways() *Ways {
	h := r.launched.hub
	if !r.request.Ways || h == nil || !h.Running() {
		return nil
	}
	found := routes.Find(h, routes.Limits{Work: limits.RouteWork, Routes: limits.Routes})
	out := &Ways{Partial: found.Partial}
	for _, route := range found.Routes {
		out.List = append(out.List, Way{route, route.Lines(route.Ready(h))})
	}
	return out
}
