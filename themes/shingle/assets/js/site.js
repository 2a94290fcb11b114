// A page that is read late says so, and one that was read early: figures that were due by now, notices that have ended
// and forecasts of a week that is over. Days are compared by the desk's calendar, which sets the days.
(() => {
  const { zone } = document.documentElement.dataset;
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date());
  for (const late of document.querySelectorAll('[data-due]')) if (late.dataset.due < today) late.hidden = false;
  for (const notice of document.querySelectorAll('[data-until]')) if (notice.dataset.until < today) notice.hidden = true;
  if (Intl.DateTimeFormat().resolvedOptions().timeZone === zone) for (const note of document.querySelectorAll('[data-desk-time]')) note.hidden = true;
})();
