package page

// makeEmbed makes a small page of each score, for frames on other people's pages: it is not
// in the sitemap, and the folder of all is no page.
func makeEmbed(w *writer) {
	for i := range w.in.Metrics {
		m := &w.in.Metrics[i]
		w.written("embed/"+m.ID, map[string]any{"title": Mask(m.Title), "type": "embed", "sitemap": map[string]any{"disable": true}, "params": map[string]any{"data": "score_" + m.ID}})
	}
	w.written("embed/_index", map[string]any{"title": "embed", "build": map[string]any{"render": "never", "list": "never"}})
}
