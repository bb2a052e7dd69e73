package helm

import (
	"slices"
	"unicode"

	"rolecall.example/internal/settings"
)

// rendered is a value as Helm writes it into the chart's Secret: its mappings are sorted by key, at every depth. So roles
// and services come in the order of their keys, wherever the values have them.
func rendered(v settings.Value) settings.Value {
	v.Items, v.Pairs = slices.Clone(v.Items), slices.Clone(v.Pairs)
	for i := range v.Items {
		v.Items[i] = rendered(v.Items[i])
	}
	for i := range v.Pairs {
		v.Pairs[i].Value = rendered(v.Pairs[i].Value)
	}
	slices.SortStableFunc(v.Pairs, func(a, b settings.Pair) int { return compareKeys([]rune(a.Key.Text), []rune(b.Key.Text)) })
	return v
}

// compareKeys orders keys as Helm's YAML package does: where two keys part, a letter comes behind all else, and numbers
// count by their value.
func compareKeys(a, b []rune) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] == b[i] {
			continue
		}
		letterA, letterB := unicode.IsLetter(a[i]), unicode.IsLetter(b[i])
		switch {
		case letterA && letterB:
			return int(a[i]) - int(b[i])
		case letterA:
			return 1
		case letterB:
			return -1
		}
		from := i
		if a[i] == '0' || b[i] == '0' {
			for from > 0 && unicode.IsDigit(a[from-1]) {
				from--
			}
		}
		if c := compareNumbers(a[from:], b[from:]); c != 0 {
			return c
		}
		return int(a[i]) - int(b[i])
	}
	return len(a) - len(b)
}

// compareNumbers compares the numbers that two texts begin with; of equal ones the shorter is first.
func compareNumbers(a, b []rune) int {
	digits := func(s []rune) []rune {
		n := 0
		for n < len(s) && unicode.IsDigit(s[n]) {
			n++
		}
		return s[:n]
	}
	value := func(s []rune) []rune {
		for len(s) > 0 && s[0] == '0' {
			s = s[1:]
		}
		return s
	}
	x, y := digits(a), digits(b)
	v, w := value(x), value(y)
	if len(v) != len(w) {
		return len(v) - len(w)
	}
	if c := slices.Compare(v, w); c != 0 {
		return c
	}
	return len(x) - len(y)
}
