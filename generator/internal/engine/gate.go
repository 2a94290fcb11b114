package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"shingle/generator/internal/quote"
)

// gate refuses a user's query unless it is exactly one SELECT over the relation
// that the user is given and over its own CTEs, with functions whose result is told
// by the rows alone. It reads the engine's own parse of the query, so that no wording
// slips through, and admits what it knows instead of refusing what is bad. The error
// is a sentence for the user.
func (db *DB) gate(ctx context.Context, query, relation string) error {
	var text string
	if err := db.conn.QueryRowContext(ctx, "SELECT CAST(json_serialize_sql("+quote.Text(query)+") AS VARCHAR)").Scan(&text); err != nil {
		return fmt.Errorf("is not a SELECT: %s", Reason(err))
	}
	var parsed struct {
		Error      bool   `json:"error"`
		Type       string `json:"error_type"`
		Message    string `json:"error_message"`
		Statements []any  `json:"statements"`
	}
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&parsed); err != nil {
		return fmt.Errorf("is not a SELECT")
	}
	switch {
	case parsed.Error && parsed.Type == "not implemented": // all that is read but SELECTs
		return fmt.Errorf("is not a SELECT; want exactly one SELECT over %s", relation)
	case parsed.Error:
		return fmt.Errorf("is not SQL: %s", strings.TrimSuffix(parsed.Message, "."))
	case len(parsed.Statements) != 1:
		return fmt.Errorf("holds %d statements, want exactly one SELECT over %s", len(parsed.Statements), relation)
	}
	return gate{relation}.walk(parsed.Statements[0], []string{relation})
}

// A gate knows what a query is given to read from.
type gate struct{ relation string }

// walk looks at a part of the parse, in which the given names may be read from.
func (g gate) walk(part any, names []string) error {
	switch part := part.(type) {
	case []any:
		for _, p := range part {
			if err := g.walk(p, names); err != nil {
				return err
			}
		}
	case map[string]any:
		return g.node(part, names)
	}
	return nil
}

// node looks at one node and at all below it. A CTE can be read from by the ones after
// it and by the query that it stands before, at any depth, and nowhere else; a
// recursive one by its second half as well.
func (g gate) node(n map[string]any, names []string) error {
	if err := g.admitted(n, names); err != nil {
		return err
	}
	if ctes, ok := n["cte_map"].(map[string]any); ok {
		entries, _ := ctes["map"].([]any)
		for _, e := range entries {
			entry, _ := e.(map[string]any)
			key, _ := entry["key"].(string)
			if err := g.walk(entry["value"], names); err != nil {
				return err
			}
			names = append(slices.Clone(names), fold(key))
		}
	}
	for key, below := range n {
		visible := names
		switch name, _ := n["cte_name"].(string); {
		case key == "cte_map":
			continue
		case key == "right" && n["type"] == "RECURSIVE_CTE_NODE":
			visible = append(slices.Clone(names), fold(name))
		case key == "function" && n["type"] == "TABLE_FUNCTION":
			maker, _ := below.(map[string]any) // looked at with the relations
			below = maker["children"]
		}
		if err := g.walk(below, visible); err != nil {
			return err
		}
	}
	return nil
}

// fold is how the engine compares names: the letters of ASCII without their case.
func fold(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, name)
}

// admitted tells what is wrong with a node itself.
func (g gate) admitted(n map[string]any, names []string) error {
	word := func(key string) string { s, _ := n[key].(string); return s }
	if n["sample"] != nil {
		return fmt.Errorf("takes a sample, want the same rows each time")
	}
	if class := word("class"); class != "" && !slices.Contains(expressions, class) {
		if class == "PARAMETER" {
			return fmt.Errorf("has a parameter, want a whole query")
		}
		return fmt.Errorf("holds an expression of the kind %s, want plain SQL", class)
	}
	if _, isRelation := n["sample"]; isRelation && word("type") != "SELECT_NODE" {
		if err := g.relations(n, names); err != nil {
			return err
		}
	}
	if columns, ok := n["column_names"].([]any); ok && len(columns) == 1 {
		if name, _ := columns[0].(string); slices.Contains(values, fold(name)) {
			return fmt.Errorf("asks for %s, which is not of the rows; a column of that name is %s.%s", fold(name), g.relation, quote.Name(name))
		}
	}
	if name, ok := n["function_name"].(string); ok {
		return g.function(fold(name), n)
	}
	return nil
}

// relations tells what is wrong with something that is read from.
func (g gate) relations(n map[string]any, names []string) error {
	word := func(key string) string { s, _ := n[key].(string); return s }
	switch word("type") {
	case "SUBQUERY", "JOIN", "EXPRESSION_LIST", "EMPTY":
	case "BASE_TABLE":
		name := word("table_name")
		if word("schema_name") != "" || word("catalog_name") != "" || n["at_clause"] != nil || !slices.Contains(names, fold(name)) {
			return fmt.Errorf("reads from %q, want only %s", strings.Join(slices.DeleteFunc([]string{word("catalog_name"), word("schema_name"), name}, func(s string) bool { return s == "" }), "."), g.relation)
		}
	case "TABLE_FUNCTION":
		f, _ := n["function"].(map[string]any)
		name, _ := f["function_name"].(string)
		if !slices.Contains(makers, fold(name)) {
			return fmt.Errorf("calls %s(), want only %s", name, g.relation)
		}
	case "SHOW_REF":
		return fmt.Errorf("describes, want exactly one SELECT over %s", g.relation)
	default:
		return fmt.Errorf("reads from a %s, want only %s", word("type"), g.relation)
	}
	return nil
}

// function tells what is wrong with a call.
func (g gate) function(name string, n map[string]any) error {
	given, _ := n["children"].([]any)
	if n["catalog"] != "" || n["schema"] != "" && n["schema"] != "main" || !known[name] || name == "age" && len(given) < 2 {
		return fmt.Errorf("calls %s(), which is not among the functions that a query may use", name)
	}
	return nil
}
