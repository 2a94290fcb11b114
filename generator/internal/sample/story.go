package sample

// This file is the story: what happened at Northbank Energy from November 2024 to
// October 2026. Everything else in the package turns its numbers into exports.
//
// A good year. In January 2026 a new billing system sends wrong bills: twice the
// calls in Billing and Meters, long waits; what customers say follows a month or two
// later, and the people who work there feel it. 18 join in April; by May it is good
// again. August dips a little: holidays. On 12 October 2026 text messages begin to
// tell customers how far their case is, and fewer call a second time about meters.

// A month says how the months differ. Shares are in tenths of a percent.
type month struct {
	year, month int
	surge       int // calls of Billing and Meters, percent of what is usual
	inTime      int // calls answered within 20 seconds
	wait        int // how long the others wait, percent of what is usual
	reply       int // e-mails answered within a day
	closed      int // e-mails settled by when they are due
	chat        int // chats answered within a minute
	answers     int // surveys that came back
	csat        int // of these: 4 or 5 of 5
	fcr         int // of these: solved at the first contact
	nps         int // of these: promoters less detractors, in percent
	passed      int // checked calls that followed the rules
	complaints  int // complaints that the ombudsman's rules made due
	late        int // of these: not answered in time
}

var months = []month{
	{2024, 11, 100, 820, 100, 951, 905, 884, 361, 769, 741, 31, 978, 46, 1},
	{2024, 12, 100, 814, 102, 938, 893, 879, 338, 752, 750, 27, 974, 39, 1},
	{2025, 1, 104, 809, 106, 941, 897, 871, 402, 778, 732, 33, 980, 52, 1},
	{2025, 2, 102, 818, 100, 947, 902, 882, 371, 761, 758, 29, 976, 48, 0},
	{2025, 3, 100, 824, 97, 953, 911, 889, 366, 784, 760, 34, 982, 44, 0},
	{2025, 4, 100, 811, 101, 944, 899, 877, 374, 766, 744, 30, 974, 47, 1},
	{2025, 5, 98, 806, 104, 939, 894, 881, 352, 751, 739, 26, 978, 41, 0},
	{2025, 6, 96, 812, 100, 946, 904, 886, 357, 779, 755, 32, 976, 40, 0},
	{2025, 7, 96, 821, 96, 952, 909, 893, 349, 788, 768, 35, 984, 43, 0},
	{2025, 8, 96, 819, 98, 940, 901, 885, 341, 760, 749, 28, 978, 38, 1},
	{2025, 9, 100, 807, 103, 937, 896, 878, 368, 773, 752, 31, 972, 45, 0},
	{2025, 10, 102, 815, 100, 945, 903, 884, 383, 781, 761, 33, 980, 49, 0},
	{2025, 11, 102, 820, 98, 954, 908, 888, 372, 775, 757, 32, 978, 47, 0},
	{2025, 12, 100, 814, 102, 934, 895, 880, 345, 764, 740, 29, 974, 42, 0},
	{2026, 1, 200, 783, 132, 902, 868, 843, 431, 748, 718, 24, 964, 68, 1},
	{2026, 2, 205, 761, 150, 861, 829, 806, 448, 703, 682, 17, 958, 121, 5},
	{2026, 3, 190, 778, 138, 873, 836, 821, 439, 669, 665, 9, 966, 137, 6},
	{2026, 4, 130, 804, 110, 904, 861, 852, 405, 687, 679, 13, 972, 104, 4},
	{2026, 5, 108, 817, 98, 926, 884, 875, 381, 726, 704, 20, 976, 76, 1},
	{2026, 6, 102, 822, 95, 952, 899, 889, 369, 741, 723, 24, 980, 58, 1},
	{2026, 7, 100, 803, 99, 941, 895, 883, 356, 762, 739, 29, 978, 54, 0},
	{2026, 8, 100, 791, 108, 922, 884, 868, 348, 757, 712, 26, 972, 51, 1},
	{2026, 9, 102, 808, 101, 929, 891, 877, 377, 742, 716, 27, 976, 57, 1},
	{2026, 10, 104, 814, 99, 918, 897, 881, 392, 750, 725, 28, 974, 62, 1},
}

// A way is how calls end that never joined a queue, and how many, for a thousand that did.
type way struct {
	outcome  string
	perMille int
}

// beforeQueue says how many calls never joined a queue: lines are engaged where the surge is, and since
// June 2026 the menu takes meter readings and payments by itself.
func (m month) beforeQueue() []way {
	engaged, machine := 6, 70
	switch {
	case m.surge > 150:
		engaged = m.surge - 30
	case m.surge > 120:
		engaged = 34
	}
	if m.year == 2026 && m.month >= 6 {
		machine = 128
	}
	return []way{{"Engaged", engaged}, {"Menu", 31}, {"Self-service", machine}}
}

// A team says how the teams differ.
type team struct {
	name    string
	share   int     // of the calls, percent
	inTime  int     // calls answered in time, more or less than all, tenths of a percent
	repeat  int     // people who call again about it within a week, percent
	unhappy int     // how often those who are not satisfied talked to it, percent of its share
	season  [12]int // calls from January to December, percent of the year's mean
	reasons []string
}

var teams = []team{
	{"Billing", 34, 18, 22, 100, [12]int{112, 106, 100, 101, 95, 92, 91, 90, 98, 104, 107, 104},
		[]string{"Bill query", "Payment", "Refund"}},
	{"Moving home", 18, 10, 19, 84, [12]int{86, 84, 94, 98, 101, 112, 120, 124, 112, 96, 88, 85},
		[]string{"Moving in", "Moving out"}},
	{"Meters", 22, -6, 31, 126, [12]int{102, 100, 100, 98, 97, 96, 96, 97, 101, 106, 106, 101},
		[]string{"Meter reading", "Smart meter visit", "Faulty meter"}},
	{"Tariffs", 17, -14, 17, 98, [12]int{110, 96, 104, 112, 92, 88, 90, 92, 102, 114, 103, 97},
		[]string{"Switch tariff", "Prices"}},
	{"Debt help", 9, -62, 18, 92, [12]int{118, 116, 112, 100, 92, 86, 84, 86, 94, 100, 104, 108},
		[]string{"Payment plan", "Arrears"}},
}

const (
	billing = 0
	meters  = 2
)

// surges tells whether a team gets the calls about wrong bills, and how many points
// it then falls behind the others, in tenths.
func surges(team int) (bool, int) { return team == billing || team == meters, 24 }

// Since 12 October 2026 text messages tell how far a case is: so many, in percent,
// now call again about meters.
var (
	textsFrom    = date(2026, 10, 12)
	textedRepeat = 15
)

// The week: calls of a day, percent of the mean of Monday to Friday.
var weekday = [7]int{0, 132, 108, 94, 92, 90, 44} // from Sunday

// The day, by hours from 8: calls, percent of the mean hour; busy Monday mornings
// come on top. Saturday ends at 14:00.
var (
	hours       = [12]int{74, 126, 150, 136, 112, 92, 66, 68, 86, 94, 62, 34}
	mondayExtra = [12]int{100, 116, 128, 118, 104, 96, 90, 88, 90, 92, 90, 86}
)

// Strain is how short of people the desk is, hour by hour from 8: what falls on the
// waits of an hour. It is largest on Monday mornings.
var (
	strain        = [12]int{34, 62, 96, 80, 52, 28, 7, 6, 22, 46, 38, 12}
	strainWeekday = [7]int{0, 128, 106, 95, 92, 90, 62} // percent, from Sunday
)

// A wave says how the quarters' surveys differ, in tenths of a percent but for enps:
// what employees say, and what customers say of their trust.
type wave struct {
	quarter string
	staff   int // who work here, percent of the people there are in the end
	asked   int // customers who answered about trust

	engaged [5]int // positive answers to the five questions of engagement
	enps    int
	morale  [4]int // clear, told why, a say, workload
	trust   [4]int // trust, sincerity, competence, reliability
}

var waves = []wave{
	{"2024-Q4", 91, 158, [5]int{724, 668, 590, 662, 640}, 12, [4]int{848, 588, 702, 716}, [4]int{728, 742, 806, 642}},
	{"2025-Q1", 91, 151, [5]int{731, 676, 596, 668, 645}, 14, [4]int{852, 594, 708, 722}, [4]int{735, 748, 801, 648}},
	{"2025-Q2", 91, 163, [5]int{728, 680, 601, 660, 652}, 13, [4]int{850, 601, 715, 730}, [4]int{741, 752, 811, 655}},
	{"2025-Q3", 92, 149, [5]int{742, 690, 607, 674, 658}, 16, [4]int{858, 606, 721, 738}, [4]int{746, 755, 812, 660}},
	{"2025-Q4", 92, 156, [5]int{738, 684, 604, 671, 655}, 15, [4]int{855, 603, 718, 726}, [4]int{739, 751, 808, 651}},
	{"2026-Q1", 92, 171, [5]int{640, 556, 530, 561, 548}, -6, [4]int{786, 470, 640, 498}, [4]int{652, 704, 742, 528}},
	{"2026-Q2", 100, 165, [5]int{684, 610, 560, 612, 598}, 3, [4]int{824, 536, 684, 642}, [4]int{681, 718, 770, 561}},
	{"2026-Q3", 100, 154, [5]int{718, 662, 585, 655, 634}, 11, [4]int{846, 580, 706, 712}, [4]int{709, 734, 792, 602}},
}

// Groups are those of the employee survey, with how many work there and how they
// see things, in points of a hundred. Two are far too small to be shown.
var groups = []struct {
	name   string
	people int
	mood   int
}{
	{"Billing", 46, -4}, {"Moving home", 30, 6}, {"Meters", 36, -3}, {"Tariffs", 28, 2}, {"Debt help", 22, -2},
	{"Back office", 40, 5}, {"Quality", 7, 0}, {"Works council liaison", 4, 0},
}
