package sample

import (
	"bytes"
	"encoding/csv"
	"testing"
	"time"
)

func TestContactsAreTheSameEachTime(t *testing.T) {
	var one, two bytes.Buffer
	if err := Contacts(&one, 2000); err != nil {
		t.Fatal(err)
	}
	if err := Contacts(&two, 2000); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("two runs differ")
	}
	rows, err := csv.NewReader(&one).ReadAll()
	if err != nil || len(rows) != 2001 {
		t.Fatalf("got %d lines, %v, want 2001", len(rows), err)
	}
	teams, months, ids := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, row := range rows[1:] {
		at, err := time.Parse(time.DateTime, row[1])
		if err != nil || at.Weekday() == time.Sunday || at.Hour() < 8 || at.Hour() >= 20 {
			t.Fatalf("got %s, want Monday to Saturday, 8 to 20", row[1])
		}
		ids[row[0]], teams[row[2]], months[row[1][:7]] = true, true, true
		if row[7] != "" && (row[7] < "1" || row[7] > "5") {
			t.Errorf("got an answer of %s", row[7])
		}
	}
	if len(ids) != 2000 || len(teams) != 50 || len(months) != 24 {
		t.Errorf("got %d ids, %d teams and %d months, want 2000, 50 and 24", len(ids), len(teams), len(months))
	}
}
