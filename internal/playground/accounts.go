package playground

import (
	"slices"

	"rolecall.example/internal/diag"
	"rolecall.example/rbac"
)

// accounts is what the state says of the machine's accounts, in its people: the own name of each that a name is for, empty where there is
// none.
func (r *run) accounts() map[string]string {
	out := map[string]string{}
	for i := range r.Document.State.People {
		p := &r.Document.State.People[i].Person
		switch {
		case p.NoSystemUser:
			out[p.Username] = ""
		case p.SystemName != "":
			out[p.Username] = p.SystemName
		default:
			out[p.Username] = p.Username
		}
	}
	return out
}

// askAccounts gives the config what is known of the machine's accounts, where names are theirs, and asks for what is not: names that do not
// look like an account's own may be anybody's.
func (r *run) askAccounts(c *rbac.Config) {
	if c.Usernames != rbac.NamesOfMachine {
		return
	}
	c.Accounts = r.accounts()
	lists := [][]rbac.Name{c.AdminUsers, c.AllowedUsers}
	for i := range c.LoadGroups {
		lists = append(lists, c.LoadGroups[i].Users)
	}
	for i := range c.LoadRoles {
		lists = append(lists, c.LoadRoles[i].Users)
	}
	var asked []string
	for _, n := range slices.Concat(lists...) {
		if _, known := c.Accounts[n.Value]; known || rbac.AccountName(n.Value) || n.Value == "" || slices.Contains(asked, n.Value) {
			continue
		}
		asked = append(asked, n.Value)
		c.Unread = append(c.Unread, rbac.Unread{Kind: rbac.UnreadOther, In: "PAMAuthenticator.pam_normalize_username", Ref: n.Ref})
		r.say(diag.Diagnostic{Severity: diag.Question, ID: "account-not-known", Span: r.refs.Span(n.Ref),
			Message: "whose account " + n.Value + " is, only the machine knows",
			Hint:    "say it in the state, under people: system_name is the account's own name"})
	}
}
