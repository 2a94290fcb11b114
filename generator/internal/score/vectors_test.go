package score

import (
	"testing"

	"shingle/generator/internal/golden"
)

func TestKnownAnswers(t *testing.T) {
	golden.Vectors(t, "testdata/vectors.json", map[string]func(*golden.Vector){
		"sl_variants": vectorServiceLevel, "sl_cisco": vectorCisco, "sl_pool": vectorPool,
		"sl_cluster": vectorCluster, "abandon": vectorAbandon,
		"ticket_sla": vectorTickets, "backlog": vectorBacklog, "complaints": vectorComplaints, "fcr_window": vectorFCRWindow,

		"csat5": vectorCSAT5, "csat7": vectorCSAT7, "csat_zendesk": vectorZendesk,
		"csat_all5_n8": vectorEight, "wilson_7_20": vectorSevenOfTwenty, "comp": vectorCompliance,
		"comp_0_200": vectorNoErrors, "comp_small_12_12": vectorTwelve, "reg_target": vectorTarget,
		"coverage": vectorCoverage, "nps_100": vectorNPS(50, 30, 20), "nps_all_prom_10": vectorNPS(10, 0, 0),
		"nps_bad_12": vectorNPS(1, 3, 8), "enps_60_of_80": vectorENPS,
		"trust_agree": vectorTrust, "csps_group": vectorCSPSGroup, "csps_ab": vectorCSPSOrganisations,
		"csps_round": vectorCSPSRounding,

		"nps_27_28_n1000": vectorNPSDiff([3]int64{470, 330, 200}, [3]int64{480, 320, 200}),
		"nps_20_35_n400":  vectorNPSDiff([3]int64{180, 120, 100}, [3]int64{220, 100, 80}),
		"nps_n_needed":    vectorSampleSizes, "aapor": vectorAAPOR,
		"newc_56_70_48_80": vectorNewcombe(56, 70, 48, 80), "newc_9_10_3_10": vectorNewcombe(9, 10, 3, 10),
		"newc_0_10_0_20": vectorNewcombe(0, 10, 0, 20), "csat_change": vectorCSATChange,
		"csat_change_big": vectorCSATChange, "xmr_nhsr": vectorXmRScreening, "xmr_csat": vectorXmRLimits,
		"xmr_shift": vectorXmRShift, "moe": vectorMargin, "nonresp_bounds": vectorNonresponse, "holm": vectorHolm,
	})
}

func isInterval(v *golden.Vector, field string, got Interval) {
	v.T.Helper()
	v.Is(field, got.Low, got.High)
}

// percent is 100·x/n.
func percent(t *testing.T, x, n int64) float64 {
	t.Helper()
	p, ok := Proportion{x, n}.Percent()
	if !ok {
		t.Fatalf("no data: %d of %d", x, n)
	}
	return p
}
