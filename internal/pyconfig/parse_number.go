package pyconfig

import (
	"strconv"
	"strings"
)

// parseNumber reads a literal that the scanner let through. Whole numbers beyond 64 bits and complex numbers
// have no value here: nothing that permissions depend on is one.
func parseNumber(text string) value {
	text = strings.ToLower(strings.ReplaceAll(text, "_", ""))
	if strings.HasSuffix(text, "j") {
		return &objectValue{name: "complex number", made: true}
	}
	if len(text) > 1 && text[0] == '0' && strings.Contains("xob", text[1:2]) {
		if n, err := strconv.ParseInt(text, 0, 64); err == nil {
			return intValue(n)
		}
		return &unknownValue{bigNumber}
	}
	if !strings.ContainsAny(text, ".e") {
		if allZero(text) {
			return intValue(0)
		}
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return intValue(n)
		}
		return &unknownValue{bigNumber}
	}
	f, _ := strconv.ParseFloat(text, 64)
	return floatValue(f)
}
