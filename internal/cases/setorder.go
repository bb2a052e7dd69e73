package cases

import (
	"encoding/binary"
	"math/bits"
)

// setOrder gives the order in which the recorded Hubs went through a Python set of these strings: they ran with
// PYTHONHASHSEED=0, so their order is one of the many that a Hub may have, but always the same. It decides
// nothing but the order of the scopes of the role `user` where extra_user_scopes has several.
func setOrder(items []string) []string {
	type entry struct {
		hash uint64
		text string
		used bool
	}
	const linearProbes, perturbShift = 9, 5
	table := make([]entry, 8)
	count := 0
	var insert func(e entry)
	insert = func(e entry) {
		mask := uint64(len(table) - 1)
		perturb, i := e.hash, e.hash&mask
		for {
			last := i
			if i+linearProbes <= mask {
				last = i + linearProbes
			}
			for j := i; j <= last; j++ {
				if !table[j].used {
					table[j] = e
					count++
					return
				}
				if table[j].text == e.text {
					return
				}
			}
			perturb >>= perturbShift
			i = (i*5 + 1 + perturb) & mask
		}
	}
	for _, s := range items {
		insert(entry{pythonHash(s), s, true})
		if count*5 >= (len(table)-1)*3 {
			old, size := table, 8
			for size <= count*4 {
				size *= 2
			}
			table, count = make([]entry, size), 0
			for _, e := range old {
				if e.used {
					insert(e)
				}
			}
		}
	}
	var out []string
	for _, e := range table {
		if e.used {
			out = append(out, e.text)
		}
	}
	return out
}

// pythonHash is str.__hash__ of CPython 3.11 and later with PYTHONHASHSEED=0: SipHash-1-3 with a zero key over
// the string's characters, each as wide as the widest needs.
func pythonHash(s string) uint64 {
	if s == "" {
		return 0
	}
	data := characters(s)
	v0, v1, v2, v3 := uint64(0x736f6d6570736575), uint64(0x646f72616e646f6d), uint64(0x6c7967656e657261), uint64(0x7465646279746573)
	round := func() {
		v0 += v1
		v2 += v3
		v1 = bits.RotateLeft64(v1, 13) ^ v0
		v3 = bits.RotateLeft64(v3, 16) ^ v2
		v0 = bits.RotateLeft64(v0, 32)
		v2 += v1
		v0 += v3
		v1 = bits.RotateLeft64(v1, 17) ^ v2
		v3 = bits.RotateLeft64(v3, 21) ^ v0
		v2 = bits.RotateLeft64(v2, 32)
	}
	last := uint64(len(data)) << 56
	for ; len(data) >= 8; data = data[8:] {
		m := binary.LittleEndian.Uint64(data)
		v3 ^= m
		round()
		v0 ^= m
	}
	for i, c := range data {
		last |= uint64(c) << (8 * i)
	}
	v3 ^= last
	round()
	v0 ^= last
	v2 ^= 0xff
	for range 3 {
		round()
	}
	return v0 ^ v1 ^ v2 ^ v3
}

func characters(s string) []byte {
	widest := rune(0)
	for _, r := range s {
		widest = max(widest, r)
	}
	var out []byte
	for _, r := range s {
		switch {
		case widest < 0x100:
			out = append(out, byte(r))
		case widest < 0x10000:
			out = binary.LittleEndian.AppendUint16(out, uint16(r))
		default:
			out = binary.LittleEndian.AppendUint32(out, uint32(r))
		}
	}
	return out
}
