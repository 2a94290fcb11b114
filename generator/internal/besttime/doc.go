// Package besttime answers when to call: the quiet and the busy times, the busy hour, the typical and the bad wait of a
// time of the week, what a forecast expects, and how far it can be trusted.
//
// It is arithmetic and nothing else: no files, no clock, no settings.
//
//   - load: [BusyHour] finds the hour to staff for, and the one to avoid
//   - waits: [NearestRank] gives the typical wait and the one that 9 of 10 of those answered did not exceed,
//     always a wait that really happened; [KaplanMeier] allows for those who hung up
//   - coming weeks: [Forecast], and [Backtest], which says whether it is worth publishing
//
// Where there is no answer (nothing counted, say) a function says so with
// a second result that is false.
package besttime
