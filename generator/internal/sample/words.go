package sample

import "fmt"

// What stands in exports and must not reach a site: names, numbers, addresses and
// remarks. All are invented; the numbers are of the range that is reserved for
// fiction (01632 960), the addresses of a domain that cannot exist (.example).

var agentNames = []string{
	"Ada Sample", "Ben Placeholder", "Cara Fiction", "Dev Nobody", "Elin Invented", "Femi Example",
	"Gus Madeup", "Hana Pretend", "Ivo Standin", "Jo Imaginary", "Kit Specimen", "Lou Dummy",
}

// agentOf is who of a team's people took a call.
func agentOf(d dice, team int) string {
	return agentNames[(team*2+d.IntN(6))%len(agentNames)]
}

func phoneOf(account int) string   { return fmt.Sprintf("01632 960%03d", account*7%1000) }
func accountOf(account int) string { return fmt.Sprintf("NB%05d", account) }
func mailOf(account int) string    { return fmt.Sprintf("customer%05d@mail.example", account) }

var callNotes = []string{
	"Wants a call back on 01632 960123 after five.",
	"Spoke to Mrs Nobody at 1 Invented Lane; will send a photo of the meter.",
	"Customer upset, second letter with the wrong date.",
	"Read the number from the meter twice, differs.",
	"Mr Placeholder asked for the bill in large print.",
	"New tenant, no final reading from the one before.",
	"Password on file is not known to the caller.",
	"Promised a letter by Friday.",
}

var subjects = []string{
	"Bill for last month", "Wrong name on my account", "Meter reading", "Moving out on the 30th", "Direct debit changed?",
	"Smart meter visit", "Refund still missing", "Question about my tariff", "Re: Re: your letter", "Payment plan",
}

var praise = []string{
	"Ada was lovely, thank you!", "Quick and friendly.", "Sorted in five minutes.", "Rang me back as promised.",
	"Clear answer, no fuss.", "Best service I have had.",
}

var blame = []string{
	"I had to call twice.", "Bill is still wrong, ring me on 01632 960777.", "Was told three different things.",
	"Nobody wrote back to me at jo@mail.example.", "Waited far too long on Monday.", "The person was kind but could not help.",
}

var remarks = []string{
	"Greeting missing", "Did not confirm the address", "Right to complain not named", "Data check skipped", "Wrong tariff read out",
}
