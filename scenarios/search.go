package scenarios

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode"
)

// Index is what a search of entries needs.
type Index struct {
	entries []Entry
	texts   []map[string]int // the words of each, with what they count for
}

// NewIndex takes the words of all entries in.
func NewIndex(sections []Section) *Index {
	x := &Index{}
	for _, s := range sections {
		for _, e := range s.Entries {
			x.entries, x.texts = append(x.entries, e), append(x.texts, e.words())
		}
	}
	return x
}

// Search finds the entries that a text fits, the best first: words of a question, or a message of the Hub as it stands in a log, with
// names of somebody's own in it. Words that no entry has are passed over. Of one or two others all have to be there; of more, those
// that are there have to weigh three fifths, and a rare word weighs more.
func (x *Index) Search(query string) []Entry {
	type term struct {
		word   string
		weight int
	}
	var terms []term
	total := 0
	for _, w := range slices.Compact(slices.Sorted(slices.Values(split(query)))) {
		n := 0
		for _, text := range x.texts {
			if found(text, w) > 0 {
				n++
			}
		}
		if n > 0 && !date(w) {
			weight := bits.Len(uint(len(x.texts) / n))
			terms, total = append(terms, term{w, weight}), total+weight
		}
	}
	type hit struct {
		at, score int
	}
	var hits []hit
	for i, text := range x.texts {
		score, weight, have := 0, 0, 0
		for _, t := range terms {
			if at := found(text, t.word); at > 0 {
				score, weight, have = score+at*t.weight, weight+t.weight, have+1
			}
		}
		enough := have == len(terms)
		if len(terms) > 2 {
			enough = weight*5 >= total*3
		}
		if have > 0 && enough {
			hits = append(hits, hit{i, score})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	out := make([]Entry, len(hits))
	for i, h := range hits {
		out[i] = x.entries[h.at]
	}
	return out
}

// Message is the message of the entry that a query looks like: it has more than half of the query's words, and two at least. Or "".
func (e *Entry) Message(query string) string {
	wanted := slices.Compact(slices.Sorted(slices.Values(split(query))))
	best, at := max(1, len(wanted)/2), ""
	for _, m := range e.Said {
		have, n := split(m), 0
		for _, w := range wanted {
			if slices.Contains(have, w) {
				n++
			}
		}
		if n > best {
			best, at = n, m
		}
	}
	return at
}

// What a word counts for, by where it stands.
const (
	inText  = 1
	inTitle = 3
	inSaid  = 4
)

// words are the words of an entry, each with what it counts for at the best place where it stands.
func (e *Entry) words() map[string]int {
	out := map[string]int{}
	add := func(text string, counts int) {
		for _, w := range split(text) {
			out[w] = max(out[w], counts)
		}
	}
	add(e.Document, inText)
	for line := range strings.Lines(e.Document) {
		if strings.HasPrefix(line, "title:") || strings.HasPrefix(line, "summary:") {
			add(line, inTitle)
		}
	}
	add(e.Symptom, inSaid)
	add(strings.Join(e.Said, "\n"), inSaid)
	return out
}

// found is what a word of the query counts for in a text: whole, or as the beginning of a longer word once it has three letters.
func found(text map[string]int, word string) int {
	if counts := text[word]; counts > 0 || len(word) < 3 {
		return counts
	}
	best := 0
	for w, counts := range text {
		if strings.HasPrefix(w, word) {
			best = max(best, counts)
		}
	}
	return best
}

// date reports whether a word is a number as in the time of a log's line: all but the three digits of a status.
func date(word string) bool {
	return len(word) != 3 && !strings.ContainsFunc(word, unicode.IsLetter)
}

// split takes a text apart into words in lower case. A scope is one word: "admin:users", and its parts are words as well.
func split(text string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(":_-/.", r)
	}) {
		w = strings.Trim(w, ":_-/.")
		if w == "" {
			continue
		}
		out = append(out, w)
		if parts := strings.FieldsFunc(w, func(r rune) bool { return strings.ContainsRune(":_-/.", r) }); len(parts) > 1 {
			out = append(out, parts...)
		}
	}
	return out
}
