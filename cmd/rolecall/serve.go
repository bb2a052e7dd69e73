package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/mail"
	"net/url"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"rolecall.example/internal/release"
	"rolecall.example/scenarios"
	"rolecall.example/server"
	"rolecall.example/site"
)

// defaultListen leaves JupyterHub's own ports, 8000 and 8081, free.
const defaultListen = "127.0.0.1:4747"

const serveUsage = `Usage: rolecall serve [options]
       rolecall serve [--listen HOST:PORT] FILE…

Serves the playground, the gallery and what people share until it is
interrupted. Configs are evaluated in the browser; only what somebody shares is
sent, and kept in the database.

With a FILE the playground follows it and answers anew whenever it is saved: a
document (.md), or the files of a config (.py, .yaml). It is shown to this
machine alone, nothing is shared, and the file is never written to.

    --listen HOST:PORT   where to listen (default ` + defaultListen + `); port 0 takes
                         a free one
    --database FILE      the SQLite database of shared scenarios, made where there
                         is none; "none" turns sharing off (default: rolecall.db in
                         $XDG_DATA_HOME/rolecall, or ~/.local/share/rolecall)
    --url URL            where people reach this server, such as
                         https://rolecall.example.org, for links to shared
                         scenarios (default: what each request names)
    --report ADDRESS     where abuse is reported: a URL or a mail address, shown on
                         shared pages
    --proxy-header NAME  the header in which a proxy before this server names the
                         client's address, such as X-Forwarded-For; its last entry
                         counts. Without a proxy that sets it, anybody could
    --writes N/M         how often one address may share or delete, in a minute and
                         in a day (default 10/100)
    --evaluations N      how often one address may have a document evaluated, in a
                         minute (default 60)
    --metrics HOST:PORT  where Prometheus may read metrics, apart from the pages;
                         it should not be reachable from outside

With a FILE:

    --checks FILE        lines of the check language for a config, followed too
    --state FILE         the YAML of a state fence for a config, followed too
    --host HOST          whose files come first in a config: z2jh or tljh
    --scenario N         which scenario of a page that holds several (default 1)
`

// serveOptions are the command line of serve.
type serveOptions struct {
	listen, database, url string
	report, proxyHeader   string
	metrics               string
	files                 checkOptions // what is followed: sources, checks, state, host
	scenario              int
	rates                 map[server.Kind][]server.Rate
}

// alone are the options that make no sense beside a file to follow, and with are those that do only there.
var (
	serveAlone = []string{"database", "url", "report", "proxy-header", "metrics", "writes", "evaluations"}
	serveWith  = []string{"checks", "state", "host", "scenario"}
)

// flags are the options of serve.
func (o *serveOptions) flags() *flag.FlagSet {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	flags.StringVar(&o.listen, "listen", defaultListen, "")
	flags.StringVar(&o.database, "database", "", "")
	flags.StringVar(&o.url, "url", "", "")
	flags.StringVar(&o.report, "report", "", "")
	flags.StringVar(&o.proxyHeader, "proxy-header", "", "")
	flags.StringVar(&o.metrics, "metrics", "", "")
	flags.Func("checks", "", func(s string) error { o.files.checks = append(o.files.checks, s); return nil })
	flags.StringVar(&o.files.state, "state", "", "")
	flags.StringVar(&o.files.host, "host", "", "")
	flags.IntVar(&o.scenario, "scenario", 1, "")
	o.rates = server.DefaultRates()
	flags.Func("writes", "", func(text string) error {
		minute, day, ok := strings.Cut(text, "/")
		if !ok {
			return errors.New("two numbers are needed, such as 10/100")
		}
		return setRates(o.rates[server.WriteKind], minute, day)
	})
	flags.Func("evaluations", "", func(text string) error { return setRates(o.rates[server.EvaluateKind], text) })
	return flags
}

// settle checks the options together, and the files that are named.
func (o *serveOptions) settle(flags *flag.FlagSet, files []string) (err error) {
	o.files.sources = files
	host, _, err := net.SplitHostPort(o.listen)
	if err != nil {
		return fmt.Errorf("--listen %q is no HOST:PORT, such as %s", o.listen, defaultListen)
	}
	refused, why := serveWith, "goes with a FILE to follow only"
	if len(files) > 0 {
		refused, why = serveAlone, "goes without a FILE to follow only"
	}
	flags.Visit(func(f *flag.Flag) {
		if slices.Contains(refused, f.Name) && err == nil {
			err = fmt.Errorf("--%s %s", f.Name, why)
		}
	})
	switch {
	case err != nil:
		return err
	case len(files) > 0 && !server.IsLoopback(host):
		return fmt.Errorf("--listen %q is reached from other machines; a file is shown to this one alone, such as at %s", o.listen, defaultListen)
	case o.scenario < 1:
		return fmt.Errorf("--scenario %d is none: they count from 1", o.scenario)
	}
	if _, _, err := net.SplitHostPort(o.metrics); err != nil && o.metrics != "" {
		return fmt.Errorf("--metrics %q is no HOST:PORT, such as 127.0.0.1:4748", o.metrics)
	}
	if o.report, err = reportAddress(o.report); err != nil {
		return err
	}
	o.url, err = publicOrigin(o.url)
	return err
}

// setRates reads the numbers of rates.
func setRates(rates []server.Rate, texts ...string) error {
	for i, text := range texts {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 {
			return fmt.Errorf("%q is no number", text)
		}
		rates[i].Most = n
	}
	return nil
}

// reportAddress makes a link of --report.
func reportAddress(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	u, err := url.Parse(text)
	switch {
	case err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "":
		return u.String(), nil
	case err == nil && u.Scheme == "mailto":
		text = u.Opaque
	}
	a, err := mail.ParseAddress(text)
	if err != nil || a.Name != "" {
		return "", fmt.Errorf("--report %q is neither a URL nor a mail address", text)
	}
	return "mailto:" + a.Address, nil
}

// publicOrigin checks an address of --url and returns it without a slash at its end.
func publicOrigin(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return "", fmt.Errorf("--url %q is no address of a server, such as https://rolecall.example.org", text)
	}
	return u.Scheme + "://" + u.Host, nil
}

// runServe serves the playground and the gallery until it is told to stop.
func runServe(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	var options serveOptions
	flags := options.flags()
	files, code, done := arguments("serve", serveUsage, flags, args, stdout, stderr)
	if done {
		return code
	}
	if err := options.settle(flags, files); err != nil {
		return misused(stderr, "serve", err.Error())
	}
	var follows *follower
	if len(files) > 0 {
		var err error
		if follows, err = newFollower(options.files, options.scenario); err != nil {
			return misused(stderr, "serve", err.Error())
		}
	}
	// The first signal stops in order, a second one ends the process as usual.
	ctx, stopped := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stopped()
	context.AfterFunc(ctx, stopped)
	if err := serve(ctx, options, follows, stdout, stderr); err != nil {
		fmt.Fprintf(stderr, "rolecall serve: %v\n", err)
		if errors.Is(err, syscall.EADDRINUSE) {
			fmt.Fprint(stderr, "hint: --listen 127.0.0.1:0 takes a free port\n")
		}
		return exitFailed
	}
	return exitOK
}

// serve opens the database, listens, says where, and serves until ctx ends.
func serve(ctx context.Context, o serveOptions, follows *follower, stdout, stderr io.Writer) error {
	files, manifest, err := site.Files()
	if err != nil {
		return err
	}
	gallery, err := scenarios.Sections()
	if err != nil {
		return err
	}
	lines := &lateWriter{out: stderr}
	defer lines.Flush()
	config := server.Config{
		Files: files, Manifest: manifest, Gallery: gallery, Example: scenarios.Example,
		Log: slog.New(slog.NewTextHandler(lines, nil)), Origin: o.url, Engine: release.Version(),
		Limiter: server.NewLimiter(o.rates), ClientHeader: o.proxyHeader, Report: o.report,
	}
	if follows != nil {
		config.Follow = follows
		go follows.watch(ctx)
	} else if o.database != noDatabase {
		db, err := openDatabase(context.WithoutCancel(ctx), o.database)
		if err != nil {
			return err
		}
		defer db.Close()
		config.Store = db.Store
	}
	var measured *metrics
	if o.metrics != "" {
		measured = newMetrics()
		config.Observe = measured.observe
	}
	s, err := server.New(config)
	if err != nil {
		return err
	}
	on, err := net.Listen("tcp", o.listen)
	if err != nil {
		return err
	}
	at := pageURL(on.Addr().(*net.TCPAddr))
	if follows != nil {
		fmt.Fprintf(stdout, "Rolecall follows %s at %s (Ctrl-C stops it)\n", follows.now.Name, at)
	} else {
		fmt.Fprintf(stdout, "Rolecall is at %s (Ctrl-C stops it)\n", at)
	}
	if measured != nil {
		measured.server.Store(s)
		stop, err := measured.serve(o.metrics, stdout)
		if err != nil {
			return err
		}
		defer stop()
	}
	return s.Run(ctx, on)
}

// pageURL is where a browser on this machine finds the page.
func pageURL(addr *net.TCPAddr) string {
	if addr.IP.IsUnspecified() {
		return fmt.Sprintf("http://localhost:%d/", addr.Port)
	}
	return "http://" + addr.String() + "/"
}
