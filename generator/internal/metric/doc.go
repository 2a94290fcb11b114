// Package metric is what can be measured. Each kind of metric is a file: what feeds it and how that
// is counted, its methods and their formulas, its unit and which way is good, the keys of
// config.toml that it takes, and by which words it is told. Others ask the kind; a new one is a
// file here and a line in the list of kinds. What follows is made from the files (UPDATE=1 go test);
// docs/definitions.md says it at length.
//
// # service level
//
// It is how many of those who asked for a person had one in time. In symbols: A
// answered, a in time, B abandoned, b within the threshold, s short abandons, F flow-outs, C
// callbacks in time; who is in none of these stands under the line with them. Flow-outs do, too,
// unless config leaves them out. The variants cannot be compared with each other: one centre can honestly
// print anything from 81 to 86.
//
// It takes contacts with answered and wait_seconds (or answered_at), intervals with answered_in_time, or scores.
//
//   - offered: 100 · a / (A + B + F) (percent, more is better)
//   - offered_less_short: 100 · a / (A + B + F − s) (percent, more is better)
//   - abandons_in_t_excluded: 100 · a / (A + B + F − b) (percent, more is better)
//   - abandons_in_t_met: 100 · (a + b) / (A + B + F) (percent, more is better)
//   - short_abandons_met: 100 · (a + s) / (A + B + F) (percent, more is better)
//   - removed_in_t: 100 · (a + b + C) / (A + B + F) (percent, more is better)
//   - answered_only: 100 · a / A (percent, more is better)
//
// # abandonment
//
// It is how many hung up before they were answered, in the symbols of service level.
//
// It takes contacts with abandoned (or answered), intervals with abandoned, or scores.
//
//   - all: 100 · B / (A + B + F) (percent, less is better)
//   - less_short: 100 · (B − s) / (A + B + F − s) (percent, less is better)
//   - after_t: 100 · (B − b) / (A + B + F) (percent, less is better)
//
// # wait
//
// It is how long people waited until they were answered: the mean, or what a share of them
// waited at most. In symbols: W the waits in order, A how many were answered, dᵢ of rᵢ who were
// answered among those who still waited.
//
// It takes contacts with wait_seconds and answered (or answered_at), intervals with asa_seconds or wait_seconds_total, or scores.
//
//   - asa: Σ W / A (seconds, less is better)
//   - p50: W(⌈A / 2⌉) (seconds, less is better)
//   - p90: W(⌈9 · A / 10⌉) (seconds, less is better)
//   - kaplan_meier: min t: Π (1 − dᵢ / rᵢ) ≤ 1/2 (seconds, less is better)
//   - kaplan_meier_p90: min t: Π (1 − dᵢ / rᵢ) ≤ 1/10 (seconds, less is better)
//   - total: Σ W / n (seconds, less is better)
//
// # first response
//
// It is how many had a first reply from a person in time. In symbols: x in time, of n that
// had one or are overdue; what is not yet due is not counted, and is told beside it.
//
// It takes contacts with first_reply_at, or scores.
//
//   - 100 · x / n (percent, more is better)
//
// # resolution time
//
// It is how many cases were closed within the time agreed for each. In symbols: x
// in time, y late, o open and overdue.
//
// It takes contacts with closed_at and due_met or due_at, or scores.
//
//   - due: 100 · x / (x + y + o) (percent, more is better)
//   - closed_only: 100 · x / (x + y) (percent, more is better)
//
// # fcr
//
// It is how many issues were resolved at the first contact, by what people answered, by what
// staff say, or by who came back.
//
// It takes what its variant says: resolved_first, reopened, customer, or the question fcr.
//
//   - survey: 100 · x / n (percent, more is better)
//   - repeat_window: 100 · x / n (percent, more is better)
//   - repeat_window_any: 100 · x / n (percent, more is better)
//   - agent_flag: 100 · x / n (percent, more is better)
//   - not_reopened: 100 · x / n (percent, more is better)
//
// # csat
//
// It is how satisfied people said they were. In symbols: r the answers, w their weights.
//
//   - top2_pct: 100 · x / n (percent, more is better)
//   - top1_pct: 100 · x / n (percent, more is better)
//   - top3_pct: 100 · x / n (percent, more is better)
//   - good_bad_pct: 100 · x / n (percent, more is better)
//   - mean: Σ r / n (scale, more is better)
//   - norm100: 100 · (Σ r / n − min) / (max − min) (index, more is better)
//   - acsi_like: 100 · Σ w · (r − 1) / 9 (index, more is better)
//
// # nps
//
// It is how many would recommend the organisation, less how many would not: P and D of n.
//
//   - 100 · (P − D) / n (points, more is better)
//
// # trust
//
// It is how many said that they trust the organisation.
//
//   - agree_pct: 100 · x / n (percent, more is better)
//   - thumbs_pct: 100 · x / n (percent, more is better)
//
// # trust index
//
// It is what people answered to several statements about trust, on 0 to 100. In
// symbols: r̄ᵢ the mean of one person's answers, xⱼ of nⱼ the good ones to one statement of k.
//
//   - mean_of_respondents: Σᵢ 100 · (r̄ᵢ − min) / (max − min) / n (index, more is better)
//   - mean_pct_positive: Σⱼ 100 · xⱼ / nⱼ / k (index, more is better)
//
// # enps
//
// It is the same of the organisation as an employer.
//
//   - 100 · (P − D) / n (points, more is better)
//
// # engagement
//
// It is what staff answered to several statements about their work, on 0 to 100, in
// the symbols of the trust index.
//
//   - csps: Σᵢ 100 · (r̄ᵢ − min) / (max − min) / n (index, more is better)
//   - fevs_eei: Σ₃ Σ₅ 100 · xⱼ / nⱼ / 15 (index, more is better)
//
// # favourable
//
// It is how many answers to one or several questions are good.
//
//   - 100 · x / n (percent, more is better)
//
// # helpful
//
// It is how many readers of the site said that a page of it helped them.
//
//   - 100 · x / n (percent, more is better)
//
// # compliance
//
// It is how many checks were passed.
//
// It takes checks, or scores.
//
//   - 100 · x / n (percent, more is better)
//
// # volume
//
// It is how many came.
//
// It takes contacts, intervals or scores.
//
//   - n (count, neither more nor less is better)
//
// # complaints
//
// It is how many there were, of how many contacts or customers, and what became of
// them.
//
// It takes complaints: upheld, escalated or closed_at as its variant says; per_1000 denominators, too.
//
//   - received: n (count, less is better)
//   - per_1000: 1000 · c / p (per_1000, less is better)
//   - closed_in_days: 100 · x / n (percent, more is better)
//   - upheld: 100 · x / n (percent, less is better)
//   - escalated: 100 · x / n (percent, less is better)
//
// # backlog
//
// It is how many cases are open at a period's end, and how many of these for long.
//
// It takes contacts with closed_at, or scores with a value.
//
//   - open: n (count, less is better)
//   - older_pct: 100 · x / n (percent, less is better)
package metric
