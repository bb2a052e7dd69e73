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

Serves the playground, the gallery and what people share until it is
interrupted. Configs are evaluated in the browser; only what somebody shares is
sent, and kept in the database.

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
`

// serveOptions are the command line of serve.
type serveOptions struct {
	listen, database, url string
	report, proxyHeader   string
	metrics               string
	rates                 map[server.Kind][]server.Rate
}

func parseServe(args []string) (o serveOptions, err error) {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.listen, "listen", defaultListen, "")
	flags.StringVar(&o.database, "database", "", "")
	flags.StringVar(&o.url, "url", "", "")
	flags.StringVar(&o.report, "report", "", "")
	flags.StringVar(&o.proxyHeader, "proxy-header", "", "")
	flags.StringVar(&o.metrics, "metrics", "", "")
	o.rates = server.DefaultRates()
	flags.Func("writes", "", func(text string) error {
		minute, day, ok := strings.Cut(text, "/")
		if !ok {
			return errors.New("two numbers are needed, such as 10/100")
		}
		return setRates(o.rates[server.WriteKind], minute, day)
	})
	flags.Func("evaluations", "", func(text string) error { return setRates(o.rates[server.EvaluateKind], text) })
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("unexpected %q", flags.Arg(0))
	}
	if _, _, err := net.SplitHostPort(o.listen); err != nil {
		return o, fmt.Errorf("--listen %q is no HOST:PORT, such as %s", o.listen, defaultListen)
	}
	if _, _, err := net.SplitHostPort(o.metrics); err != nil && o.metrics != "" {
		return o, fmt.Errorf("--metrics %q is no HOST:PORT, such as 127.0.0.1:4748", o.metrics)
	}
	if o.report, err = reportAddress(o.report); err != nil {
		return o, err
	}
	o.url, err = publicOrigin(o.url)
	return o, err
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
	options, err := parseServe(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, serveUsage)
		return exitOK
	case err != nil:
		fmt.Fprintf(stderr, "rolecall serve: %v\nhint: rolecall help serve\n", err)
		return exitUsage
	}
	// The first signal stops in order, a second one ends the process as usual.
	ctx, done := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer done()
	context.AfterFunc(ctx, done)
	if err := serve(ctx, options, stdout, stderr); err != nil {
		fmt.Fprintf(stderr, "rolecall serve: %v\n", err)
		if errors.Is(err, syscall.EADDRINUSE) {
			fmt.Fprint(stderr, "hint: --listen 127.0.0.1:0 takes a free port\n")
		}
		return exitFailed
	}
	return exitOK
}

// serve opens the database, listens, says where, and serves until ctx ends.
func serve(ctx context.Context, o serveOptions, stdout, stderr io.Writer) error {
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
	if o.database != noDatabase {
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
	fmt.Fprintf(stdout, "Rolecall is at %s (Ctrl-C stops it)\n", pageURL(on.Addr().(*net.TCPAddr)))
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
