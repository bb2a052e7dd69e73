package cases

func (r *runner) shares(list []Share) []any { return nil }
func (r *runner) issue(t Token) token       { return token{err: missing("Nope")} }
func (r *runner) change(c Change)           {}
func (r *runner) dumpTokens() []any         { return nil }
func (r *runner) oauth(q OAuthQuery) object { return object{} }
