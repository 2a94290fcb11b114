package page

import "testing"

func TestNumbersAreDialled(t *testing.T) {
	for phone, want := range map[string]string{"0800 123-4567": "tel:08001234567", "+49 (0)30 123/456": "tel:+4930123456", "(020) 7946.0018": "tel:02079460018", "112": "tel:112", "": ""} {
		if got := (Contact{Phone: phone}).dial(); got != want {
			t.Errorf("%q: got %q, want %q", phone, got, want)
		}
	}
}
