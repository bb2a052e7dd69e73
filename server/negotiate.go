package server

import (
	"net/http"
	"strconv"
	"strings"
)

// A coding is a content coding that an answer may have; "" is none.
type coding string

const (
	identity coding = ""
	gzipped  coding = "gzip"
	brotli   coding = "br"
)

// chooseCoding picks the smallest of the offered codings that the client takes, after RFC 9110, 12.5.3: a quality
// of 0 forbids, "*" speaks of what is not named, and of equal qualities the first offered wins. Where nothing
// fits, the text goes out as it is, which the RFC allows and every client can read.
func chooseCoding(header http.Header, offered ...coding) coding {
	values := header.Values("Accept-Encoding")
	if len(values) == 0 {
		return identity
	}
	quality := qualities(values)
	best, bestQ := identity, 0.0
	for _, c := range offered {
		q, named := quality[string(c)]
		if !named {
			q = quality["*"]
		}
		if q > bestQ {
			best, bestQ = c, q
		}
	}
	if q, named := quality["identity"]; named && q > bestQ {
		return identity
	}
	return best
}

// wantsJSON tells whether an error should be JSON rather than a page: the client names JSON, and likes HTML less.
func wantsJSON(header http.Header) bool {
	quality := qualities(header.Values("Accept"))
	json := max(quality["application/json"], quality["application/problem+json"])
	return json > 0 && json > quality["text/html"]
}

// qualities reads a list of "name;q=0.5" from header values. A quality that can't be read counts as 0, a missing
// one as 1; the first mention of a name stands.
func qualities(values []string) map[string]float64 {
	found := map[string]float64{}
	for _, value := range values {
		for part := range strings.SplitSeq(value, ",") {
			name, params, _ := strings.Cut(part, ";")
			name = strings.ToLower(strings.TrimSpace(name))
			if name == "x-gzip" {
				name = "gzip"
			}
			if _, seen := found[name]; seen || name == "" {
				continue
			}
			found[name] = quality(params)
		}
	}
	return found
}

func quality(params string) float64 {
	for param := range strings.SplitSeq(params, ";") {
		key, value, ok := strings.Cut(param, "=")
		if !ok || !strings.EqualFold(strings.TrimSpace(key), "q") {
			continue
		}
		q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil || !(q >= 0 && q <= 1) {
			return 0
		}
		return q
	}
	return 1
}

// matchesTag tells whether an If-None-Match names the tag. The comparison is weak, as RFC 9110, 13.1.2 asks.
func matchesTag(header http.Header, tag string) bool {
	for _, value := range header.Values("If-None-Match") {
		for part := range strings.SplitSeq(value, ",") {
			part = strings.TrimPrefix(strings.TrimSpace(part), "W/")
			if part == "*" || part == tag {
				return true
			}
		}
	}
	return false
}
