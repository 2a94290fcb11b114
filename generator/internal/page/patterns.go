package page

// patterns is every part of the theme in every state, for the pattern page that is
// built with drafts only.
func patterns() any { return map[string]any{} }
