// Times of the week by the desk's clock, told by the reader's: this stands before the scripts of home and of best times.
// A desk has a zone and days on which it is closed. What stands in an element with data-slot="weekday from to" (in minutes
// after midnight; weekday 0 is any day) is the next such time, over the days on which it is closed and over changes of clocks.
const clockOf = (zone, closed = [], now = new Date()) => {
  const formats = {};
  const parts = (there, date) => {
    formats[there] ??= new Intl.DateTimeFormat('en', { timeZone: there, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' });
    const p = Object.fromEntries(formats[there].formatToParts(date).map((x) => [x.type, +x.value]));
    const midnight = Date.UTC(p.year, p.month - 1, p.day);
    return { day: after(midnight, 0), midnight, weekday: weekdayOf(midnight), minute: p.hour * 60 + p.minute };
  };
  const after = (day, n) => new Date(+new Date(day) + n * 86400000).toISOString().slice(0, 10);
  const weekdayOf = (day) => new Date(day).getUTCDay() || 7;
  // at is the instant of a minute of a date at the desk.
  const at = (day, minute) => {
    const wall = Date.parse(day) + minute * 60000;
    let t = wall;
    for (let i = 0; i < 2; i++) {
      const p = parts(zone, new Date(t));
      t += wall - (p.midnight + p.minute * 60000);
    }
    return new Date(t);
  };
  const today = parts(zone, now).day;
  // next is when such a stretch comes, or is now.
  const next = (weekday, from, to) => {
    for (let n = 0; n < 60; n++) {
      const day = after(today, n);
      if (weekday && weekdayOf(day) !== weekday || closed.includes(day)) continue;
      const span = { from: at(day, from), to: at(day, to) };
      if (span.to > now) return span;
    }
    return null;
  };
  const text = (minute) => new Date(minute * 60000).toISOString().slice(11, 16);
  const time = (there, date) => text(parts(there, date).minute);
  const name = (day, style = { weekday: 'long' }) => new Intl.DateTimeFormat(lang, { ...style, timeZone: 'UTC' }).format(new Date(day));
  const show = (there) => {
    for (const e of document.querySelectorAll('[data-slot]')) {
      e.dataset.desk ??= e.textContent;
      const span = next(...e.dataset.slot.split(' ').map(Number));
      const { part } = e.dataset;
      if (there === zone || !span) e.textContent = e.dataset.desk;
      else e.textContent = part === 'day' ? name(parts(there, span.from).day) : time(there, span[part]);
    }
  };
  return { now, today, parts, after, at, next, text, time, name, show };
};
