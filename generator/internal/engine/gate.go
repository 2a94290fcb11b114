package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Gate refuses a user's query unless it is exactly one SELECT over the relation
// that the user is given and its own CTEs. It reads the engine's own parse of the
// query, so that no wording slips through; the lock is there all the same. The
// error is a sentence for the user.
func (db *DB) Gate(ctx context.Context, query, relation string) error {
	var text string
	if err := db.conn.QueryRowContext(ctx, "SELECT CAST(json_serialize_sql("+Text(query)+") AS VARCHAR)").Scan(&text); err != nil {
		return fmt.Errorf("is not a SELECT: %s", Reason(err))
	}
	var parsed struct {
		Error      bool   `json:"error"`
		Message    string `json:"error_message"`
		Statements []any  `json:"statements"`
	}
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&parsed); err != nil {
		return fmt.Errorf("is not a SELECT")
	}
	switch {
	case parsed.Error && strings.HasPrefix(parsed.Message, "Only SELECT"):
		return fmt.Errorf("is not a SELECT; want exactly one SELECT over %s", relation)
	case parsed.Error:
		return fmt.Errorf("is not SQL: %s", strings.TrimSuffix(parsed.Message, "."))
	case len(parsed.Statements) != 1:
		return fmt.Errorf("holds %d statements, want exactly one SELECT over %s", len(parsed.Statements), relation)
	}
	g := gate{relation: relation}
	g.names(parsed.Statements[0])
	return g.walk(parsed.Statements[0])
}

// A gate knows the names that a query may read from.
type gate struct {
	relation string
	ctes     []string
}

// makers are the table functions that only make rows.
var makers = []string{"range", "generate_series", "unnest", "json_each", "json_tree", "string_split"}

// reachers are functions that reach out of the query.
var reachers = []string{"current_setting", "getenv", "getvariable", "set_config", "nextval", "currval", "query", "query_table", "read_text", "read_blob", "write_log", "add_parquet_key", "txid_current"}

// names collects the query's own CTEs, wherever they stand.
func (g *gate) names(node any) {
	switch n := node.(type) {
	case map[string]any:
		if m, ok := n["cte_map"].(map[string]any); ok {
			if entries, ok := m["map"].([]any); ok {
				for _, e := range entries {
					if e, ok := e.(map[string]any); ok {
						if key, ok := e["key"].(string); ok {
							g.ctes = append(g.ctes, strings.ToLower(key))
						}
					}
				}
			}
		}
		for _, v := range n {
			g.names(v)
		}
	case []any:
		for _, v := range n {
			g.names(v)
		}
	}
}

func (g *gate) walk(node any) error {
	switch n := node.(type) {
	case map[string]any:
		if err := g.allowed(n); err != nil {
			return err
		}
		for _, v := range n {
			if err := g.walk(v); err != nil {
				return err
			}
		}
	case []any:
		for _, v := range n {
			if err := g.walk(v); err != nil {
				return err
			}
		}
	}
	return nil
}

func (g *gate) allowed(n map[string]any) error {
	word := func(key string) string { s, _ := n[key].(string); return s }
	switch word("type") {
	case "BASE_TABLE":
		name := word("table_name")
		if word("schema_name") != "" || word("catalog_name") != "" || strings.ToLower(name) != g.relation && !slices.Contains(g.ctes, strings.ToLower(name)) {
			return fmt.Errorf("reads from %q, want only %s", strings.Join(slices.DeleteFunc([]string{word("catalog_name"), word("schema_name"), name}, func(s string) bool { return s == "" }), "."), g.relation)
		}
	case "TABLE_FUNCTION":
		f, _ := n["function"].(map[string]any)
		name, _ := f["function_name"].(string)
		if !slices.Contains(makers, strings.ToLower(name)) {
			return fmt.Errorf("calls %s(), want only %s", name, g.relation)
		}
	case "SHOW_REF":
		return fmt.Errorf("describes, want exactly one SELECT over %s", g.relation)
	case "PARAMETER", "VALUE_PARAMETER":
		return fmt.Errorf("has a parameter, want a whole query")
	case "FUNCTION":
		if name := strings.ToLower(word("function_name")); slices.Contains(reachers, name) || strings.HasPrefix(name, "pg_") || strings.HasPrefix(name, "duckdb_") {
			return fmt.Errorf("calls %s(), which reaches beyond %s", name, g.relation)
		}
	}
	return nil
}
