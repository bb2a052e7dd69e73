package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	"rolecall.example/internal/limits"
	"rolecall.example/internal/release"
	"rolecall.example/internal/suite"
)

// fetchTime is how long a document may take to arrive, redirects included; fetchRedirects how many there may be.
const (
	fetchTime      = 30 * time.Second
	fetchRedirects = 5
)

func isURL(name string) bool {
	return strings.HasPrefix(name, "https://") || strings.HasPrefix(name, "http://")
}

// url adds the scenarios of a document that is fetched.
func (g *gatherer) url(name string) {
	ctx, cancel := context.WithTimeout(context.Background(), fetchTime)
	defer cancel()
	text, err := fetchDocument(ctx, name)
	if err != nil {
		g.problems = append(g.problems, fmt.Sprintf("%s: %v", name, err))
		return
	}
	g.add(suite.File{Name: name, Text: text}, g.options.skipOthers)
}

// fetchDocument reads a document from the web, one byte past the limit at most.
func fetchDocument(ctx context.Context, address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "", errors.New("this is no address")
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, documentAddress(*u), nil)
	if err != nil {
		return "", err
	}
	request.Header.Set("User-Agent", "rolecall/"+release.Version())
	request.Header.Set("Accept", "text/markdown, text/plain;q=0.9, */*;q=0.1")
	client := http.Client{CheckRedirect: func(r *http.Request, via []*http.Request) error {
		switch {
		case len(via) > fetchRedirects:
			return fmt.Errorf("it is redirected more than %d times", fetchRedirects)
		case !isURL(r.URL.String()):
			return errors.New("it is redirected to something that is no page of the web")
		case via[0].URL.Scheme == "https" && r.URL.Scheme != "https":
			return errors.New("it is redirected from https to http")
		}
		return nil
	}}
	answer, err := client.Do(request)
	if err != nil {
		var wrapped *url.Error
		if errors.As(err, &wrapped) {
			err = wrapped.Err
		}
		if errors.Is(err, context.DeadlineExceeded) {
			err = fmt.Errorf("it took longer than %s", fetchTime)
		}
		return "", err
	}
	defer answer.Body.Close()
	kind, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	switch {
	case answer.StatusCode != http.StatusOK:
		return "", fmt.Errorf("the server answers %s", answer.Status)
	case kind == "text/html":
		return "", errors.New("this is a page of HTML, not a document; name the address of its Markdown")
	}
	text, err := io.ReadAll(io.LimitReader(answer.Body, limits.Document+1))
	if err != nil {
		return "", err
	}
	return string(text), nil
}

// documentAddress is where the document of a page of Rolecall is: /s/ID and /e/ID are pages of /s/ID.md, and so are those
// of the gallery. Any other address is the document's own.
func documentAddress(u url.URL) string {
	u.Fragment, u.RawFragment = "", ""
	parts := strings.Split(u.Path, "/")
	name := parts[len(parts)-1]
	if len(parts) < 3 || name == "" || strings.Contains(name, ".") {
		return u.String()
	}
	folder := parts[len(parts)-2]
	switch {
	case folder == "s" || folder == "gallery":
	case folder == "e":
		parts[len(parts)-2] = "s"
	default:
		return u.String()
	}
	if folder == "gallery" && len(parts) > 3 && parts[len(parts)-3] == "e" {
		parts = append(parts[:len(parts)-3], folder, name)
	}
	u.Path, u.RawPath, u.RawQuery = strings.Join(parts, "/")+".md", "", ""
	return u.String()
}
