package bridge

import "unicode/utf8"

// stride is how many bytes lie between two marks of an offsets table, at least.
const stride = 1 << 10

// offsets turns byte offsets of one text into offsets in UTF-16 units, as JavaScript counts. A byte that is
// no UTF-8 counts one unit: it crosses the bridge as one U+FFFD.
type offsets struct {
	text  string
	marks []int // pairs: a byte offset where a rune starts, and the units before it; offsets are stride apart or a little more
	ascii bool
}

func newOffsets(text string) *offsets {
	o := &offsets{text: text, ascii: true}
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			o.ascii = false
			break
		}
	}
	if o.ascii {
		return o
	}
	units, next := 0, 0
	for i, r := range text {
		if i >= next {
			o.marks = append(o.marks, i, units)
			next = i + stride
		}
		units += unitsOf(r)
	}
	return o
}

// at returns the units before the byte offset. An offset inside a rune counts as that rune's start, one
// past the end as the end.
func (o *offsets) at(offset int) int {
	offset = max(0, min(offset, len(o.text)))
	if o.ascii {
		return offset
	}
	low, high := 0, len(o.marks)/2 // the last mark at or before offset lies in [low, high)
	for high-low > 1 {
		if middle := (low + high) / 2; o.marks[2*middle] <= offset {
			low = middle
		} else {
			high = middle
		}
	}
	from, units := o.marks[2*low], o.marks[2*low+1]
	for from < offset {
		r, size := utf8.DecodeRuneInString(o.text[from:])
		if from+size > offset {
			break
		}
		units += unitsOf(r)
		from += size
	}
	return units
}

func unitsOf(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}
