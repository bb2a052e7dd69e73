package suite

import (
	"runtime"
	"sync"

	"rolecall.example/internal/playground"
)

// Options say how jobs are run.
type Options struct {
	Versions []string              // JupyterHubs to ask, one outcome each; none: the one that the document names
	Coverage bool                  // Outcome.Coverage is wanted
	Parallel int                   // at most so many at once; 0: as many as there are processors
	Done     func(done, total int) // called after each, by one at a time
}

// Run runs the jobs. Outcomes stand in the order of the jobs, those of one job in the order of the versions.
func Run(jobs []Job, o Options) []Outcome {
	versions := o.Versions
	if len(versions) == 0 {
		versions = []string{""}
	}
	out := make([]Outcome, len(jobs)*len(versions))
	parallel := o.Parallel
	if parallel <= 0 {
		parallel = runtime.GOMAXPROCS(0)
	}
	var (
		mu         sync.Mutex
		next, done int
		workers    sync.WaitGroup
	)
	take := func(finished int) (i int, more bool) {
		mu.Lock()
		defer mu.Unlock()
		if done += finished; finished > 0 && o.Done != nil {
			o.Done(done, len(out))
		}
		i = next
		next++
		return i, i < len(out)
	}
	for range min(parallel, len(out)) {
		workers.Go(func() {
			for i, more := take(0); more; i, more = take(1) {
				out[i] = one(&jobs[i/len(versions)], versions[i%len(versions)], o.Coverage)
			}
		})
	}
	workers.Wait()
	return out
}

func one(j *Job, version string, coverage bool) Outcome {
	a := playground.Run(playground.Request{Document: j.document, Version: version, Claims: true, Reasons: coverage})
	o := outcome(j, &a)
	if coverage && a.Starts {
		o.Coverage = cover(j, &a)
	}
	return o
}
