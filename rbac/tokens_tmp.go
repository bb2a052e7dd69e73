package rbac

func (h *Hub) tokenPermissions(t *Token) (Permissions, *HubError) {
	return Permissions{hub: h, base: &h.x.nothing}, noSubject(Subject{Kind: Bearer})
}
func (h *Hub) Explain(s Subject, scope string) Result                         { return Result{} }
func (h *Hub) Uncertain(s Subject) []Unread                                   { return nil }
func (h *Hub) NewToken(r TokenRequest) (*Token, *HubError)                    { return nil, nil }
func (h *Hub) ServerToken(user, server string) (*Token, []Dropped, *HubError) { return nil, nil, nil }
func (h *Hub) DroppedOf(t *Token) []Dropped                                   { return nil }

func (s *starter) checkToken(t issue) *HubError { return nil }
func (s *starter) before(row *userRow) bool     { return true }

// HasToken ...
func (h *Hub) HasToken(t *Token) bool { return false }
