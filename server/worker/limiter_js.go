package main

import (
	"errors"
	"strconv"
	"syscall/js"

	"github.com/syumai/workers/cloudflare"

	"rolecall.example/server"
	"rolecall.example/server/store"
)

// bindings are the platform's limits by what they count.
var bindings = map[server.Kind]string{server.WriteKind: "WRITES", server.EvaluateKind: "EVALUATIONS"}

func newLimiter(db *store.Store) *limiter {
	l := &limiter{rates: server.DefaultRates(), platform: map[server.Kind]func(string) (bool, error){}, store: db}
	if n, err := strconv.Atoi(cloudflare.Getenv("WRITES_A_DAY")); err == nil {
		writes := l.rates[server.WriteKind]
		writes[len(writes)-1].Most = n
	}
	for kind, name := range bindings {
		if binding := cloudflare.GetBinding(name); binding.Truthy() {
			l.platform[kind] = func(client string) (bool, error) {
				answer, err := await(binding.Call("limit", map[string]any{"key": client}))
				if err != nil {
					return false, err
				}
				return answer.Get("success").Bool(), nil
			}
		}
	}
	return l
}

// await waits for a promise.
func await(promise js.Value) (js.Value, error) {
	type outcome struct {
		value js.Value
		err   error
	}
	done := make(chan outcome, 1)
	kept := js.FuncOf(func(_ js.Value, args []js.Value) any {
		done <- outcome{value: args[0]}
		return nil
	})
	defer kept.Release()
	broken := js.FuncOf(func(_ js.Value, args []js.Value) any {
		done <- outcome{err: errors.New(args[0].Call("toString").String())}
		return nil
	})
	defer broken.Release()
	promise.Call("then", kept, broken)
	o := <-done
	return o.value, o.err
}
