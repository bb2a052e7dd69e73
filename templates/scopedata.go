package templates

import "rolecall.example/internal/reference"

// ScopesData is the page "/scopes", or "/scopes/VERSION" for another version than the default one.
type ScopesData struct {
	Assets    Assets
	Version   *reference.Version
	Versions  []string // to choose from, newest first
	Canonical string   // the address that lasts
	Query     string   // what was searched for; empty: the page lists everything
	Result    *reference.Result
}

// ScopeData is the page "/scopes/NAME", or "/scopes/VERSION/NAME".
type ScopeData struct {
	Assets    Assets
	Version   *reference.Version
	Versions  []string
	Canonical string
	Scope     *reference.Scope
	Gallery   []ScopeUse // documents that use it
}

// ScopeUse is a document of the gallery that gives a scope out or asks for it.
type ScopeUse struct {
	Name, Title string
	Gives, Asks bool
}

// NoScopeData is the page for a scope that the version does not define.
type NoScopeData struct {
	Assets   Assets
	Version  *reference.Version
	Versions []string
	Name     string   // as it was asked for
	Having   []string // versions that define it, newest first
	Suggest  string   // a scope of this version that it may have meant
}
