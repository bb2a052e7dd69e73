package rbac

import "regexp"

// Start does what JupyterHub does between reading its config and listening: see Event for its order. prev is
// the Hub before a restart, nil for a fresh database. The Hub is never nil; Running tells if it came up. A Hub
// that did not come up holds what its start had committed to the database until then, and can be prev.
func Start(d *Definitions, prev *Hub, c *Config) (*Hub, []Event) {
	s := newStarter(d, prev, c)
	running := s.run()
	if !running && !s.stopped {
		// What was not committed is rolled back: do it again up to the last commit.
		again := newStarter(d, prev, c)
		again.stopAt = s.commits
		if again.stopAt > 0 {
			again.run()
		}
		s.db = again.db
	}
	return &Hub{running: running, config: c, db: s.db, x: newIndex(s.d, s.db)}, s.events
}

// starter is one start-up under way.
type starter struct {
	d       *Definitions
	c       *Config
	db      *database
	pattern *regexp.Regexp
	events  []Event
	stage   string

	checked  lists             // of scopes that are known to exist
	compared lists             // of scopes that were compared with those of an earlier start
	subsets  map[[2]int]bool   // which of them are subsets of which
	specs    []RoleSpec        // load_roles, merged over default roles
	upgrade  bool              // there are users and no roles: a database from before JupyterHub 2
	tokens   []issue           // to be issued in init_api_tokens
	clients  map[string]string // services by the id of the OAuth client that each that has taken each in this start
	lookup   *index            // of users and groups, while nothing changes in them

	// c.Authenticator.allowed_users as the start fills them up: normalised, with admins, with whoever has a row
	allowed        map[string]bool
	allowedInOrder []Name
	remembered     map[string]map[int32]bool // by role: see remember

	commits int
	stopAt  int  // end after so many commits; 0: never
	stopped bool // ended by stopAt
}

func newStarter(d *Definitions, prev *Hub, c *Config) *starter {
	s := &starter{d: d, c: c}
	if prev != nil {
		s.db = prev.db.clone()
		return s
	}
	s.db = newDatabase()
	n := expectedUsers(c)
	s.db.users = table[userRow]{rows: make([]userRow, 0, n), at: make(map[string]int32, n)}
	s.events = make([]Event, 0, n+len(c.LoadGroups)+len(c.LoadRoles)+len(c.Services))
	return s
}

// expectedUsers guesses how many users a config makes, so that memory need not be moved as they come: people are
// in two groups, as a rule. The guess decides nothing else.
func expectedUsers(c *Config) int {
	const most = 100_000
	n := len(c.AdminUsers) + len(c.AllowedUsers)
	for _, g := range c.LoadGroups {
		n += len(g.Users)/2 + 1
	}
	return min(n+16, most)
}

// run goes through the stages in the Hub's order; false where one fails.
func (s *starter) run() bool {
	if len(s.db.roles.at) == 0 && len(s.db.users.at) == 0 {
		if s.legacyRows(); len(s.db.users.rows) > 0 && !s.commit() {
			return false
		}
	}
	for _, stage := range []struct {
		name string
		run  func() bool
	}{
		{"init_role_creation", s.createRoles},
		{"init_users", s.createUsers},
		{"init_groups", s.createGroups},
		{"init_services", s.createServices},
		{"init_api_tokens", s.issueTokens},
		{"init_role_assignment", s.assignRoles},
		{"init_blocked_users", s.blockUsers},
	} {
		s.stage = stage.name
		if !stage.run() {
			return false
		}
	}
	return true
}

// commit makes durable what has changed; false when the start is to end here.
func (s *starter) commit() bool {
	s.commits++
	s.stopped = s.commits == s.stopAt
	return !s.stopped
}

func (s *starter) fatal(class, id string, args Args) bool {
	s.events = append(s.events, Event{Level: Fatal, ID: id, Stage: s.stage, Type: s.d.features.class(class), Args: args})
	return false
}

func (s *starter) fail(err *HubError) bool { return s.fatal(err.Type, err.ID, err.Args) }

func (s *starter) warn(id string, args Args) {
	s.events = append(s.events, Event{Level: Warn, ID: id, Stage: s.stage, Args: args})
}

func (s *starter) note(id string, args Args) {
	s.events = append(s.events, Event{Level: Note, ID: id, Stage: s.stage, Args: args})
}

// unread reports whether a part of this kind was not read.
func (s *starter) unread(kind UnreadKind) bool {
	for _, u := range s.c.Unread {
		if u.Kind == kind {
			return true
		}
	}
	return false
}

// unreadIn is unread for a part of one role or group.
func (s *starter) unreadIn(kind UnreadKind, in string) bool {
	for _, u := range s.c.Unread {
		if u.Kind == kind && u.In == in {
			return true
		}
	}
	return false
}

// legacyRows puts users into the empty database as they were before there were roles.
func (s *starter) legacyRows() {
	admins := map[string]Ref{}
	for _, n := range s.c.LegacyAdmins {
		admins[n.Value] = n.Ref
	}
	insert := func(n Name) {
		if _, known := s.db.users.find(n.Value); known {
			return
		}
		u := &s.db.users.rows[s.db.addUser(n)]
		if ref, ok := admins[n.Value]; ok {
			u.admin, u.adminRef = true, ref
		}
	}
	for _, n := range s.c.LegacyUsers {
		insert(n)
	}
	for _, n := range s.c.LegacyAdmins {
		insert(n)
	}
}
