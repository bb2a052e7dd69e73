package export

import (
	"strings"
	"unicode/utf8"

	"rolecall.example/internal/settings"
)

// reason says why a value cannot be written in either language; "" when it can, though a part of it may not.
func (t *text) reason(v settings.Value) string {
	switch v.Kind {
	case settings.None, settings.Bool, settings.Int, settings.Float, settings.List, settings.Tuple, settings.Set, settings.Dict:
		return ""
	case settings.Str:
		switch {
		case t.Most > 0 && len(v.Text) > t.Most/2:
			return "too long a text"
		case !utf8.ValidString(v.Text):
			return "its bytes are no text"
		}
		return ""
	case settings.Object:
		if v.Question != nil {
			return "the value of " + v.Text + " is not known"
		}
		return "an object: " + v.Text
	}
	if why := v.Whys(); why != "" {
		return why
	}
	return "not known"
}

// reasonOf is reason for the entry of a dict, where the key may say that the value is a secret.
func (t *text) reasonOf(p settings.Pair) string {
	if why := t.reason(p.Key); why != "" {
		return why
	}
	if p.Key.Kind == settings.Str && mayBeSecret(p.Value) && secretKey(p.Key.Text) {
		return "a secret"
	}
	if p.Value.Kind == settings.Str && credentials(p.Value.Text) {
		return "it holds a password"
	}
	if p.Key.Text == "command" && p.Key.Kind == settings.Str {
		return t.hole(p.Value) // a command without one of its words is another command
	}
	return t.reason(p.Value)
}

// hole says why a list of words is not known whole.
func (t *text) hole(v settings.Value) string {
	if why := t.reason(v); why != "" {
		return why
	}
	if v.Partial {
		return v.Whys()
	}
	for _, item := range v.Items {
		if why := t.reason(item); why != "" {
			return why
		}
	}
	return ""
}

// mayBeSecret reports whether a value is of a kind that keeps secrets: not the members of a group that is called tokens.
func mayBeSecret(v settings.Value) bool {
	switch v.Kind {
	case settings.None, settings.Bool, settings.List, settings.Tuple, settings.Set, settings.Dict:
		return false
	}
	return v.Kind != settings.Str || v.Text != ""
}

// secretKey reports whether what stands under a key is nobody's business: api_token, client_secret, DB_PASSWORD.
func secretKey(key string) bool {
	key = strings.ToLower(key)
	for _, word := range []string{"secret", "password", "passwd", "apikey", "api_key", "private_key"} {
		if strings.Contains(key, word) {
			return true
		}
	}
	return strings.HasSuffix(key, "token")
}

// credentials reports whether an address holds a password: scheme://user:password@host.
func credentials(s string) bool {
	for {
		_, rest, found := strings.Cut(s, "://")
		if !found {
			return false
		}
		end := strings.IndexAny(rest, "/?# \t\n")
		if end < 0 {
			end = len(rest)
		}
		if user, _, at := strings.Cut(rest[:end], "@"); at {
			if name, password, colon := strings.Cut(user, ":"); colon && name+password != "" && password != "" {
				return true
			}
		}
		s = rest
	}
}
