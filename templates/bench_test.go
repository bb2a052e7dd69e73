package templates_test

import (
	"context"
	"strings"
	"testing"

	. "rolecall.example/templates"
	"rolecall.example/templates/internal/sample"
)

func BenchmarkAccess(b *testing.B) {
	for name, rows := range map[string]int{"teacher": 5, "rows200": 200} {
		r := sample.Crowd(rows, 10000)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var out strings.Builder
				if err := Access(r, unfolded).Render(context.Background(), &out); err != nil {
					b.Fatal(err)
				}
				b.SetBytes(int64(out.Len()))
			}
		})
	}
}
