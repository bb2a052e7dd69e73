package site

import (
	"crypto/sha512"
	_ "embed"
	"encoding/base64"
)

// EmbedV1 is the script of pages that show embeds, served as /embed/v1.js. It is written by hand and no bundler
// touches it, because pages name its hash: see EmbedV1Integrity.
//
//go:embed embed/v1.js
var EmbedV1 []byte

// EmbedV1Integrity is the hash of EmbedV1 for the attribute integrity.
var EmbedV1Integrity = integrityOf(EmbedV1)

func integrityOf(content []byte) string {
	sum := sha512.Sum384(content)
	return "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
}
