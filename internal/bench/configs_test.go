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
			begin := processor()
			for b.Loop() {
				reading.Read(in)
			}
			b.ReportMetric(1000*milliseconds(processor()-begin)/float64(b.N)/float64(lines), "µs-processor/line")
		})
	}
}
