package rbac

import "testing"

func FuzzTokens(f *testing.F) {
	seeds(f, 40)
	f.Fuzz(func(t *testing.T, data []byte) { checkTokens(t, data) })
}

func TestRandomTokensAreIssued(t *testing.T) {
	t.Parallel()
	compared := 0
	for seed := range uint64(200) {
		compared += checkTokens(t, bytesOf(seed))
	}
	if compared < 5000 {
		t.Errorf("only %d permissions of tokens were compared", compared)
	}
}

// checkTokens issues tokens to everybody, by the Hub, by OAuth clients and for servers, and wants none to exceed
// its owner: then, and whatever happens to the Hub later. It counts the permissions that it compared. An owner whose
// own scopes cannot be resolved has nothing to compare with: shares with its groups, which its tokens do not have,
// may speak of custom scopes that are defined no more. And the Hub hands shared scopes to tokens as they are written,
// `read:users!server=…` too, which resolving drops for the owner, since it opens nothing.
func checkTokens(t *testing.T, data []byte) (compared int) {
	r := newRandom(data)
	d := r.definitions(t)
	h := r.running(d, 2)
	if h == nil {
		return 0
	}
	h = h.WithServers(map[string][]string{"alice": {"", "lab"}, "bob": {""}})
	var tokens []*Token
	for _, s := range subjects(h) {
		for _, req := range r.requests(h, s) {
			if token, err := h.NewToken(req); err == nil {
				tokens = append(tokens, token)
			} else if err.ID == "token-scopes-not-held" && len(err.Args.Names) == 0 {
				t.Errorf("%+v: refused without a scope", req)
			}
		}
		if s.Kind == User {
			if token, _, err := h.ServerToken(s.Name, "lab"); err == nil {
				tokens = append(tokens, token)
			}
		}
	}
	for _, happens := range append([]change{func(h *Hub) *Hub { return h }}, r.life(d, 5)...) {
		h = happens(h)
		for _, token := range tokens {
			compared += checkToken(t, r, h, token)
		}
	}
	return compared
}

func checkToken(t *testing.T, r *random, h *Hub, token *Token) (compared int) {
	b := Subject{Kind: Bearer, Token: token}
	p, err := h.Permissions(b)
	if err != nil {
		return 0
	}
	if _, err := h.Permissions(token.Owner); err != nil {
		return 0
	}
	for _, scope := range p.Strings() {
		a := h.Check(token.Owner, scope)
		if w := ParseScope(scope); w.Filter.Kind == ServerFilter && h.Definitions().readUsers.has(h.Definitions().ids[w.Base]) {
			continue
		}
		if a.Outcome == Failed && h.Check(b, scope).Outcome == Failed {
			continue // an empty filter, which cannot be asked for
		}
		compared++
		if a.Outcome != Allowed {
			t.Errorf("a token of %v with %v has %s, the owner's answer is %v", token.Owner, h.carried(token), scope, a.Outcome)
		}
	}
	for range 3 {
		q := r.scope(h.Definitions()).Value
		a, full := h.Check(b, q), h.Explain(b, q)
		if a.Outcome != full.Outcome || a.Outcome == Allowed && (len(full.Paths) == 0 || len(full.Paths[0].Owner) == 0) {
			t.Errorf("a token of %v with %v: %s is %v, explained as %v by %v", token.Owner, h.carried(token), q, a.Outcome, full.Outcome, full.Paths)
		}
	}
	h.DroppedOf(token)
	return compared
}
