package store

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strings"
)

// alphabet is base58: no 0, O, I or l, which readers confuse, and nothing that a mail program takes for the end of
// an address.
const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

const idLength = 12

// NewID returns a random ID: 70 bits, so that nobody finds a scenario by trying.
func NewID() string {
	id := make([]byte, 0, idLength)
	var random [2 * idLength]byte
	for {
		rand.Read(random[:]) // it never fails: the program ends where the system has no randomness
		for _, b := range random {
			// 232 is the largest multiple of 58 in a byte; what lies above would make some characters likelier.
			if b < 232 {
				if id = append(id, alphabet[b%58]); len(id) == idLength {
					return string(id)
				}
			}
		}
	}
}

// ValidID tells whether a text has the form of an ID.
func ValidID(id string) bool {
	if len(id) != idLength {
		return false
	}
	for i := range len(id) {
		if strings.IndexByte(alphabet, id[i]) < 0 {
			return false
		}
	}
	return true
}

// NewToken returns a token that deletes a scenario, 256 random bits. Only its hash is kept.
func NewToken() string {
	var random [32]byte
	rand.Read(random[:])
	return base64.RawURLEncoding.EncodeToString(random[:])
}

// HashToken is what the database keeps of a token. A token is random, so a plain hash can't be tried out.
func HashToken(token string) string { return Hash(token) }

// Hash is the hex SHA-256 of a text: Scenario.Hash of a document.
func Hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
