package settings

import "hash/maphash"

// digests tells values apart in one step each, whatever their places: lists that stand in many values are looked at once.
type digests struct {
	seed  maphash.Seed
	known map[*Value]uint64 // of the elements of lists, by the first
	pairs map[*Pair]uint64
}

func newDigests() *digests {
	return &digests{seed: maphash.MakeSeed(), known: map[*Value]uint64{}, pairs: map[*Pair]uint64{}}
}

// of is equal for values that a config's reader can't tell apart. Sets, dicts and lists of which the order is not known
// are what their members are.
func (d *digests) of(v *Value) uint64 {
	var inner uint64
	loose := v.Kind == Set || v.AnyOrder
	if len(v.Items) > 0 {
		var has bool
		if inner, has = d.known[&v.Items[0]]; !has {
			for i := range v.Items {
				inner = mixed(inner, d.of(&v.Items[i]), loose)
			}
			d.known[&v.Items[0]] = inner
		}
	}
	if len(v.Pairs) > 0 {
		sum, has := d.pairs[&v.Pairs[0]]
		if !has {
			for i := range v.Pairs {
				sum += mixed(d.of(&v.Pairs[i].Key), d.of(&v.Pairs[i].Value), false)
			}
			d.pairs[&v.Pairs[0]] = sum
		}
		inner += sum
	}
	head := [4]byte{byte(v.Kind), byte(len(v.Items)), byte(len(v.Pairs))}
	for i, flag := range [...]bool{v.Bool, v.Partial, v.AnyOrder, v.Question != nil} {
		if flag {
			head[3] |= 1 << i
		}
	}
	if v.Kind == Unknown {
		head[3] = 0
		return mixed(maphash.Bytes(d.seed, head[:]), 0, false)
	}
	return mixed(mixed(maphash.Bytes(d.seed, head[:]), maphash.String(d.seed, v.Text), false), inner, false)
}

// mixed puts a digest to others, in an order of which it hangs or not.
func mixed(a, b uint64, loose bool) uint64 {
	b *= 0x9e3779b97f4a7c15
	b ^= b >> 29
	b *= 0xbf58476d1ce4e5b9
	b ^= b >> 32
	if loose {
		return a + b
	}
	return (a<<7|a>>57)*0x94d049bb133111eb ^ b
}
