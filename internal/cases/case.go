// Package cases reads RBAC cases (a config, tokens, shares, changes, questions) as JSON, runs them on the
// engine and gives the answers in the form in which real JupyterHubs were recorded. It is how the engine is
// compared with them.
package cases

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
)

// Case is one scenario: a start, what happens then, and further starts on the same database.
type Case struct {
	Version string `json:"version"`
	Step
	Restart []Step            `json:"restart"`
	Running Ordered[[]string] `json:"running"` // servers that run, by user
	// Requests make the case one of HTTP answers, of the first step alone.
	Requests []Request `json:"requests"`
}

// Step is one start of a Hub with what follows it.
type Step struct {
	Config  Config       `json:"config"`
	Shares  []Share      `json:"shares"`
	Tokens  []Token      `json:"tokens"`
	After   []Change     `json:"after"`
	Queries []Query      `json:"queries"`
	OAuth   []OAuthQuery `json:"oauth"`
}

// Config is what a jupyterhub_config.py sets.
type Config struct {
	LoadRoles       []Role               `json:"load_roles"`
	LoadGroups      Ordered[Group]       `json:"load_groups"`
	Services        []Service            `json:"services"`
	CustomScopes    Ordered[CustomScope] `json:"custom_scopes"`
	ExtraUserScopes []string             `json:"extra_user_scopes"`
	AdminUsers      []string             `json:"admin_users"`
	AllowedUsers    []string             `json:"allowed_users"`
	BlockedUsers    []string             `json:"blocked_users"`
	AllowAll        *bool                `json:"allow_all"`            // nil: everybody may log in
	AllowExisting   *bool                `json:"allow_existing_users"` // nil: where there are allowed users
	ServiceTokens   Ordered[string]      `json:"service_tokens"`
	APITokens       Ordered[string]      `json:"api_tokens"`
	UsernameMap     map[string]string    `json:"username_map"`
	UsernamePattern string               `json:"username_pattern"`
	ServerScopes    []string             `json:"spawner_server_token_scopes"`
	ClientScopes    []string             `json:"spawner_oauth_client_allowed_scopes"`
	LegacyUsers     []string             `json:"legacy_users"`
	LegacyAdmins    []string             `json:"legacy_admins"`
	Users           []string             `json:"users"`
	Servers         map[string][]string  `json:"servers"`
}

// Role is an entry of load_roles. A nil pointer is an absent key.
type Role struct {
	Name                        *string   `json:"name"`
	Description                 *string   `json:"description"`
	Scopes                      *[]string `json:"scopes"`
	Users                       *[]string `json:"users"`
	Groups                      *[]string `json:"groups"`
	Services                    *[]string `json:"services"`
	scopesNull, descriptionNull bool
}

// UnmarshalJSON tells null from an absent key where that makes a difference.
func (r *Role) UnmarshalJSON(text []byte) error {
	type plain Role
	keys, err := exactly(text, (*plain)(r))
	if err != nil {
		return err
	}
	r.scopesNull = string(keys["scopes"]) == "null"
	r.descriptionNull = string(keys["description"]) == "null"
	return nil
}

// Group is an entry of load_groups, of either form.
type Group struct {
	Users      []string `json:"users"`
	Properties any      `json:"properties"`
	list       bool
}

// UnmarshalJSON takes a list of users, or a dict.
func (g *Group) UnmarshalJSON(text []byte) error {
	if g.list = bytes.HasPrefix(bytes.TrimSpace(text), []byte("[")); g.list {
		return json.Unmarshal(text, &g.Users)
	}
	type plain Group
	_, err := exactly(text, (*plain)(g))
	return err
}

// exactly reads an object into a struct whose keys are all in lower case, and gives the object's values by key. A key
// like "Users" is another one than "users", to the Hub.
func exactly(text []byte, into any) (map[string]json.RawMessage, error) {
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(text, &keys); err != nil {
		return nil, err
	}
	lower := maps.Clone(keys)
	maps.DeleteFunc(lower, func(k string, _ json.RawMessage) bool { return k != strings.ToLower(k) })
	if len(lower) < len(keys) {
		var err error
		if text, err = json.Marshal(lower); err != nil {
			return nil, err
		}
	}
	return keys, json.Unmarshal(text, into)
}

// Service is an entry of services.
type Service struct {
	Name         string   `json:"name"`
	Admin        bool     `json:"admin"`
	APIToken     string   `json:"api_token"`
	URL          string   `json:"url"`
	Command      []string `json:"command"`
	ClientID     string   `json:"oauth_client_id"`
	RedirectURI  string   `json:"oauth_redirect_uri"`
	NoConfirm    bool     `json:"oauth_no_confirm"`
	ClientScopes []string `json:"oauth_client_allowed_scopes"`
	OAuthRoles   []string `json:"oauth_roles"`
	keys         Ordered[Ignore]
}

// UnmarshalJSON keeps the keys: whether a service may have them hangs on the version.
func (s *Service) UnmarshalJSON(text []byte) error {
	type plain Service
	if _, err := exactly(text, (*plain)(s)); err != nil {
		return err
	}
	return json.Unmarshal(text, &s.keys)
}

// CustomScope is an entry of custom_scopes.
type CustomScope struct {
	Description *string         `json:"description"`
	Subscopes   json.RawMessage `json:"subscopes"`
	unknown     []string
}

// UnmarshalJSON keeps the keys that JupyterHub ignores.
func (c *CustomScope) UnmarshalJSON(text []byte) error {
	var keys Ordered[json.RawMessage]
	if err := json.Unmarshal(text, &keys); err != nil {
		return err
	}
	for _, k := range keys {
		switch k.Key {
		case "description":
			c.Description = new(string)
		case "subscopes":
			c.Subscopes = k.Value
		default:
			c.unknown = append(c.unknown, k.Key)
		}
	}
	return nil
}

// Share is a server shared with a user or group.
type Share struct {
	Owner  string    `json:"owner"`
	Server string    `json:"server"`
	With   string    `json:"with"`
	Scopes *[]string `json:"scopes"`
}

// Token asks for a token, or, with Spawn, for the one that a server gets.
type Token struct {
	Owner  string    `json:"owner"`
	Scopes *[]string `json:"scopes"`
	Roles  *[]string `json:"roles"`
	Client string    `json:"client"`
	Spawn  *string   `json:"spawn"`
}

// Change is something that happens while the Hub runs.
type Change struct {
	Op    string `json:"op"`
	Group string `json:"group"`
	User  string `json:"user"`
	Admin bool   `json:"admin"`
}

// Query asks for a decision: Scope, or one of Any with Filter, or Check.
type Query struct {
	Subject    string   `json:"subject"`
	Scope      string   `json:"scope"`
	PostFilter bool     `json:"post_filter"`
	Any        []string `json:"any"`
	Filter     string   `json:"filter"`
	Check      *struct {
		Scope string `json:"scope"`
		Kind  string `json:"kind"`
		Name  string `json:"name"`
	} `json:"check"`
}

// OAuthQuery asks which scopes a user may give to an OAuth client.
type OAuthQuery struct {
	User      string    `json:"user"`
	Client    string    `json:"client"`
	Requested *[]string `json:"requested"`
}

// Ordered is a JSON object in the order in which it is written: Python's dicts keep theirs, and starting
// follows it.
type Ordered[V any] []Entry[V]

// Entry is one member of an object.
type Entry[V any] struct {
	Key   string
	Value V
}

// Ignore is a value that does not matter.
type Ignore struct{}

// UnmarshalJSON takes any value.
func (*Ignore) UnmarshalJSON([]byte) error { return nil }

// UnmarshalJSON reads an object member by member. Of a key that comes twice the last value counts.
func (o *Ordered[V]) UnmarshalJSON(text []byte) error {
	if string(bytes.TrimSpace(text)) == "null" {
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(text))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return fmt.Errorf("want an object, got %.20q", text)
	}
	at := map[string]int{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		e := Entry[V]{Key: key.(string)}
		if err := d.Decode(&e.Value); err != nil {
			return err
		}
		if i, twice := at[e.Key]; twice {
			(*o)[i] = e
			continue
		}
		at[e.Key] = len(*o)
		*o = append(*o, e)
	}
	return nil
}
