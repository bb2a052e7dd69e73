package pyconfig

import "math"

func (in *interp) intOperator(op string, a, b int64, x, y val, at span) val {
	big := val{&unknownValue{bigNumber}, at}
	switch op {
	case "+":
		if s := a + b; (s > a) == (b > 0) {
			return val{intValue(s), at}
		}
		return big
	case "-":
		if s := a - b; (s < a) == (b > 0) {
			return val{intValue(s), at}
		}
		return big
	case "*":
		if a == 0 || b == 0 {
			return val{intValue(0), at}
		}
		if p := a * b; p/b == a && !(a == -1 && b == math.MinInt64) && !(b == -1 && a == math.MinInt64) {
			return val{intValue(p), at}
		}
		return big
	case "**":
		return in.power(a, b, at)
	case "/", "//", "%":
		if b == 0 {
			return in.raise(at, "ZeroDivisionError", "a number is divided by zero", "")
		}
		if op == "/" {
			return val{floatValue(float64(a) / float64(b)), at}
		}
		if a == math.MinInt64 && b == -1 {
			return big
		}
		q, r := a/b, a%b
		if r != 0 && (r < 0) != (b < 0) {
			q, r = q-1, r+b
		}
		if op == "//" {
			return val{intValue(q), at}
		}
		return val{intValue(r), at}
	case "<<", ">>":
		if b < 0 {
			return in.raise(at, "ValueError", "a number can't be shifted by a negative count", "")
		}
		if op == ">>" {
			return val{intValue(a >> min(b, 63)), at}
		}
		if b > 8*int64(in.limits.Bytes) && a != 0 {
			in.stop("memory", at)
			return in.nothing(at)
		}
		if b < 63 && a<<b>>b == a {
			return val{intValue(a << b), at}
		}
		return big
	case "&", "|", "^":
		var n int64
		switch op {
		case "&":
			n = a & b
		case "|":
			n = a | b
		default:
			n = a ^ b
		}
		_, boolA := x.v.(boolValue)
		_, boolB := y.v.(boolValue)
		if boolA && boolB {
			return val{boolValue(n != 0), at}
		}
		return val{intValue(n), at}
	}
	return in.operands(op, x, y, at)
}

// power is a ** b. What Python would need more memory for than the limit stops the evaluation.
func (in *interp) power(a, b int64, at span) val {
	if b < 0 {
		if a == 0 {
			return in.raise(at, "ZeroDivisionError", "zero has no negative power", "")
		}
		return val{floatValue(math.Pow(float64(a), float64(b))), at}
	}
	if a == 0 || a == 1 || a == -1 {
		switch {
		case b == 0 || a == 1 || a == -1 && b%2 == 0:
			return val{intValue(1), at}
		}
		return val{intValue(a), at}
	}
	if bits := math.Log2(math.Abs(float64(a))) * float64(b); bits/8 > float64(in.limits.Bytes) {
		in.stop("memory", at)
		return in.nothing(at)
	}
	n := int64(1)
	for range min(b, 64) {
		p := n * a
		if p/a != n || b > 64 {
			return val{&unknownValue{bigNumber}, at}
		}
		n = p
	}
	return val{intValue(n), at}
}

// floorDivide is divmod of floats, zeros with their signs. Counterpart: float_divmod of CPython.
func floorDivide(a, b float64) (q, r float64) {
	r = math.Mod(a, b)
	q = (a - r) / b
	switch {
	case r == 0:
		r = math.Copysign(0, b)
	case (r < 0) != (b < 0):
		r, q = r+b, q-1
	}
	if q == 0 {
		return math.Copysign(0, a/b), r
	}
	floor := math.Floor(q)
	if q-floor > 0.5 {
		floor++
	}
	return floor, r
}

func (in *interp) floatOperator(op string, a, b float64, at span) val {
	switch op {
	case "+":
		return val{floatValue(a + b), at}
	case "-":
		return val{floatValue(a - b), at}
	case "*":
		return val{floatValue(a * b), at}
	case "**":
		switch p := math.Pow(a, b); {
		case a == 0 && b < 0:
			return in.raise(at, "ZeroDivisionError", "zero has no negative power", "")
		case math.IsNaN(p) && !math.IsNaN(a) && !math.IsNaN(b):
			return in.unknown(at, "not-read", "a complex number", "a complex number is not evaluated", "")
		case math.IsInf(p, 0) && !math.IsInf(a, 0) && !math.IsInf(b, 0):
			return in.raise(at, "OverflowError", "the result is too large", "")
		default:
			return val{floatValue(p), at}
		}
	case "/", "//", "%":
		if b == 0 {
			return in.raise(at, "ZeroDivisionError", "a number is divided by zero", "")
		}
		switch op {
		case "/":
			return val{floatValue(a / b), at}
		}
		q, r := floorDivide(a, b)
		if op == "//" {
			return val{floatValue(q), at}
		}
		return val{floatValue(r), at}
	}
	return in.operands(op, val{floatValue(a), at}, val{floatValue(b), at}, at)
}
