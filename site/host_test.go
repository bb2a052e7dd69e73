package site

import "testing"

// TestTheHostScriptStands holds the hash that pages of others name. While no release has served the script, the hash
// here follows it; from then on the script stays as it is, and what is new comes as v2.js.
func TestTheHostScriptStands(t *testing.T) {
	t.Parallel()
	const v1 = "sha384-WXN2ZA56sd5Z+YLKrGh598MyC3ZoPpPwISmstmKBIanKhebN7K6otdeJ1LiPto/j"
	if EmbedV1Integrity != v1 {
		t.Errorf("embed/v1.js is %s, was %s", EmbedV1Integrity, v1)
	}
}
