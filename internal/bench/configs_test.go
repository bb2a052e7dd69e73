package main

import (
	"strconv"
	"testing"

	"rolecall.example/internal/reading"
)

func BenchmarkConfigs(b *testing.B) {
	for _, lines := range configLines {
		in := reading.Input{Files: []reading.File{{Name: "jupyterhub_config.py", Lang: "python", Text: configOf(lines)}}}
		b.Run(strconv.Itoa(lines), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				reading.Read(in)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(lines), "µs/line")
		})
	}
}
