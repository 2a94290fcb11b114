// A page that is read late says so, and one that was read early: figures that were due by now, and notices that
// have ended. Days are compared by the reader's own calendar.
(() => {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
  for (const late of document.querySelectorAll('[data-due]')) if (late.dataset.due < today) late.hidden = false;
  for (const notice of document.querySelectorAll('[data-until]')) if (notice.dataset.until < today) notice.hidden = true;
})();
