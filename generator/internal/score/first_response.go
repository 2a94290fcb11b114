package score

// FirstResponse counts whose first human reply to an e-mail, chat or message came within the
// target (x) and of how many (n): all that were answered, and all whose time has passed. What
// is unanswered past its time is missed; what is not yet due is not counted, and is told
// beside the score. The score is 100·x/n, in percent; n = 0 is no data. metrics.md 1.4.
func FirstResponse(inTime, late, overdueUnanswered, notDue int64) (x, n int64) {
	return inTime, inTime + late + overdueUnanswered
}
