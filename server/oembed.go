package server

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"rolecall.example/internal/playground"
	"rolecall.example/server/card"
	"rolecall.example/server/store"
	"rolecall.example/templates"
)

// The size of an embed, in pixels, where nobody asks for another.
const (
	embedWidth  = 720
	embedHeight = 480
)

// oembedData is a rich answer of oEmbed 1.0.
type oembedData struct {
	Type            string `json:"type"`
	Version         string `json:"version"`
	Title           string `json:"title"`
	ProviderName    string `json:"provider_name"`
	ProviderURL     string `json:"provider_url"`
	CacheAge        int    `json:"cache_age"` // seconds: a deletion is to be seen soon
	HTML            string `json:"html"`
	Width           int    `json:"width"`
	Height          int    `json:"height"`
	ThumbnailURL    string `json:"thumbnail_url"`
	ThumbnailWidth  int    `json:"thumbnail_width"`
	ThumbnailHeight int    `json:"thumbnail_height"`
}

// oembedURL is where oEmbed's answer about a page is.
func oembedURL(origin, page string) string {
	return origin + "/oembed?format=json&url=" + url.QueryEscape(page)
}

// oembed answers /oembed?url=URL after oembed.com: how to embed a scenario of this server's. Of no other address does
// it say anything, and it fetches none. Only JSON is offered; a format besides is 501, as the specification has it.
func (s *Server) oembed(w http.ResponseWriter, r *http.Request) error {
	origin := s.origin(r)
	query := r.URL.Query()
	if f := query.Get("format"); f != "" && f != "json" {
		return &Error{ID: "not-implemented", Message: "This server answers oEmbed as JSON only.", Hint: "Ask with format=json."}
	}
	width, err := atMost(query, "maxwidth", embedWidth)
	if err != nil {
		return err
	}
	height, err := atMost(query, "maxheight", embedHeight)
	if err != nil {
		return err
	}
	id, asked, ok := scenarioOf(origin, query.Get("url"))
	if !ok {
		return errNoScenario
	}
	// Only the title is kept: there are many sizes.
	kept, err := s.sharedPage(r.Context(), id, "title", func(_ context.Context, _ *store.Scenario, r *playground.Response) (*page, error) {
		return newPage(typeText, []byte(templates.PreviewTitle(r, sharedTitle(r)))), nil
	})
	if err != nil {
		return err
	}
	title := string(kept.body)
	var frame strings.Builder
	if err := templates.EmbedFrame(origin+embedPrefix+id+asked, title, width, height).Render(r.Context(), &frame); err != nil {
		return err
	}
	text, err := json.Marshal(oembedData{
		Type: "rich", Version: "1.0", Title: title, ProviderName: "Rolecall", ProviderURL: origin + "/", CacheAge: 60,
		HTML: frame.String(), Width: width, Height: height,
		ThumbnailURL: origin + sharedPrefix + id + "/card.png", ThumbnailWidth: card.Width, ThumbnailHeight: card.Height,
	})
	if err != nil {
		return err
	}
	newPage(typeJSON, append(text, '\n')).serve(w, r, http.StatusOK)
	return nil
}

// atMost is what the consumer has room for, up to what we take anyway.
func atMost(query url.Values, name string, usual int) (int, error) {
	value := query.Get(name)
	if value == "" {
		return usual, nil
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 {
		return 0, &Error{ID: "bad-parameter", Message: name + " is a number of pixels, 1 or more."}
	}
	return min(n, usual), nil
}

// scenarioOf is the ID in an address of this server: a scenario's page, in whichever form, or its embed. asked is what
// an embed's address says about its view and theme, as a query.
func scenarioOf(origin, address string) (id, asked string, ok bool) {
	u, err := url.Parse(address)
	if err != nil || u.User != nil || !strings.EqualFold(u.Scheme+"://"+u.Host, origin) {
		return "", "", false
	}
	path, ok := strings.CutPrefix(u.Path, sharedPrefix)
	if !ok {
		if path, ok = strings.CutPrefix(u.Path, embedPrefix); ok {
			asked = embedAsked(u.Query())
		}
	}
	id = strings.TrimSuffix(path, ".md")
	return id, asked, ok && store.ValidID(id)
}

// embedAsked keeps of a query what embeds know.
func embedAsked(query url.Values) string {
	kept := url.Values{}
	if v := query.Get("view"); slices.Contains(templates.EmbedViews, v) {
		kept.Set("view", v)
	}
	if v := query.Get("theme"); slices.Contains(templates.EmbedThemes, v) {
		kept.Set("theme", v)
	}
	if len(kept) == 0 {
		return ""
	}
	return "?" + kept.Encode()
}
