package playground

// Run evaluates a scenario. It is a function of its argument and never panics.
func Run(q Request) Response { return Response{} }
