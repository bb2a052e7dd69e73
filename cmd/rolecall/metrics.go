package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"rolecall.example/internal/release"
	"rolecall.example/server"
)

// metrics are what Prometheus reads. They name routes and status codes, no documents and no clients.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	bytes    prometheus.Counter
	duration *prometheus.HistogramVec
	server   atomic.Pointer[server.Server] // set once it is made: it is told of the metrics first
}

func newMetrics() *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "rolecall_requests_total", Help: "Requests answered."}, []string{"method", "route", "status"}),
		bytes:    prometheus.NewCounter(prometheus.CounterOpts{Name: "rolecall_response_bytes_total", Help: "Bytes of the answers' bodies."}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "rolecall_request_duration_seconds", Help: "From a request's arrival to the end of its answer.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
		}, []string{"route"}),
	}
	gauge := func(name, help string, of func(server.Stats) int) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 {
			if s := m.server.Load(); s != nil {
				return float64(of(s.Stats()))
			}
			return 0
		})
	}
	info := prometheus.NewGauge(prometheus.GaugeOpts{Name: "rolecall_info", Help: "Always 1; the label says which release runs.",
		ConstLabels: prometheus.Labels{"version": release.Version()}})
	info.Set(1)
	m.registry.MustRegister(m.requests, m.bytes, m.duration, info,
		gauge("rolecall_evaluations_running", "Evaluations under way.", func(s server.Stats) int { return s.Evaluations }),
		gauge("rolecall_kept_pages", "Rendered pages of shared scenarios that are kept.", func(s server.Stats) int { return s.KeptPages }),
		gauge("rolecall_kept_bytes", "What they take in memory.", func(s server.Stats) int { return s.KeptBytes }),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// observe counts one request.
func (m *metrics) observe(o server.Observation) {
	m.requests.WithLabelValues(o.Method, o.Route, strconv.Itoa(o.Status)).Inc()
	m.bytes.Add(float64(o.Bytes))
	m.duration.WithLabelValues(o.Route).Observe(o.Took.Seconds())
}

// serve answers /metrics on a listener of its own until stop is called.
func (m *metrics) serve(listen string, stdout io.Writer) (stop func(), err error) {
	on, err := net.Listen("tcp", listen)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	srv := &http.Server{
		Handler: mux, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 30 * time.Second, IdleTimeout: time.Minute,
		MaxHeaderBytes: 16 << 10, ErrorLog: log.New(io.Discard, "", 0),
	}
	go srv.Serve(on)
	fmt.Fprintf(stdout, "metrics are at http://%s/metrics\n", on.Addr())
	return func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if srv.Shutdown(ctx) != nil {
			srv.Close()
		}
	}, nil
}
