package secrets

import "strings"

// endings say by how a setting's name ends what it holds. Longer ones stand before those that they end with.
var endings = []struct{ end, id string }{
	{"cookiesecret", Cookie}, {"cryptkey", Cookie}, {"cryptkeys", Cookie},
	{"clientsecret", Client}, {"consumersecret", Client},
	{"password", Password}, {"passwords", Password}, {"passwd", Password}, {"passphrase", Password}, {"passwort", Password},
	{"apitoken", Token}, {"apitokens", Token}, {"authtoken", Token}, {"servicetokens", Token}, {"secrettoken", Token},
	{"accesstoken", Token}, {"refreshtoken", Token}, {"token", Token}, {"tokens", Token},
	{"apikey", Cloud}, {"accesskey", Cloud}, {"accesskeyid", Cloud}, {"secretkey", Cloud}, {"accountkey", Cloud}, {"authkey", Cloud},
	{"signingkey", Cookie}, {"encryptionkey", Cookie}, {"sharedsecret", Token}, {"secret", Token},
}

// harmless are names that end so and hold the name of a thing that has the secret.
var harmless = []string{"existingsecret", "pullsecret", "tlssecret", "nosecret", "maxtokens", "maxtoken"}

// secretName returns the ID of what a setting of this name holds, or "".
func secretName(name string) string {
	n := normal(name)
	for _, e := range endings {
		if strings.HasSuffix(n, e.end) {
			for _, h := range harmless {
				if strings.HasSuffix(n, h) {
					return ""
				}
			}
			return e.id
		}
	}
	return ""
}

// normal is a name without what programs and files join its words with.
func normal(name string) string {
	var b strings.Builder
	for i := range len(name) {
		switch c := name[i]; {
		case c == '_' || c == '-' || c == '.' || c == ' ':
		case c >= 'A' && c <= 'Z':
			b.WriteByte(c + 'a' - 'A')
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// isPublicName reports whether a setting's name says that its value, however random, is to be seen: an id, a digest, a
// revision.
func isPublicName(name string) bool {
	n := normal(name)
	for _, end := range []string{"id", "digest", "sha", "sha256", "checksum", "commit", "revision", "rev", "ref", "image", "tag", "version", "url", "uri", "integrity", "fingerprint"} {
		if strings.HasSuffix(n, end) {
			return true
		}
	}
	return false
}
