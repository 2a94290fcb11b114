// The week at the reader's own clock: the desk's slots of the coming seven days, each moved to where it falls for
// the reader. Nothing is cut anew: a slot of a half-hour zone starts at half past. The tables of the page are the data.

// soonOf says which of some times of the week (weekday, from, to) a reader in some zone has today and tomorrow: two of the
// sentences that the page offers, by name.
const soonOf = (slots, say, clock, zone) => {
  const today = clock.parts(zone, clock.now).day;
  const spans = slots.map((slot) => clock.next(...slot)).filter((w) => w).sort((a, b) => a.from - b.from);
  return [[today, 'today'], [clock.after(today, 1), 'tomorrow']].map(([day, name]) => {
    const times = spans.filter((w) => clock.parts(zone, w.from).day === day || w.from < clock.now && day === today).map((w) => `${clock.time(zone, w.from)}–${clock.time(zone, w.to)}`).join(', ');
    return fill(say[times ? name : `no${name}`], { times });
  });
};

(() => {
  const form = document.querySelector('form.tz');
  const select = form?.querySelector('select');
  if (!select) return;
  const say = form.dataset;
  const shut = (say.shut ?? '').split(' ');
  const clock = clockOf(say.zone, shut);
  const { now, parts } = clock;
  const mine = Intl.DateTimeFormat().resolvedOptions().timeZone;

  // the desk's quarter hours of the coming seven days, from today on
  const quarters = [];
  for (let t = Math.floor(now / 900000) * 900000 - 86400000; t < +now + 8 * 86400000; t += 900000) {
    const at = new Date(t);
    const d = parts(say.zone, at);
    if (d.day < clock.today || shut.includes(d.day) || d.day >= clock.after(clock.today, 7)) continue;
    quarters.push({ at, ...d });
  }

  function weekOf(table) {
    const days = [...table.tHead.rows[0].cells].slice(1).map((th) => +th.dataset.day);
    const cells = new Map();
    for (const row of table.tBodies[0].rows) [...row.cells].slice(1).forEach((cell, i) => cells.set(`${days[i]} ${row.dataset.at}`, cell));
    return cells;
  }

  function moved(table, zone) {
    const cells = weekOf(table);
    const days = new Set();
    const rows = new Map();
    for (const q of quarters) {
      const cell = cells.get(`${q.weekday} ${q.minute}`);
      if (!cell || cell.className === 'closed') continue;
      const there = parts(zone, q.at);
      days.add(there.day);
      if (!rows.has(there.minute)) rows.set(there.minute, new Map());
      rows.get(there.minute).set(there.day, { cell, at: q.at });
    }
    const week = element('table', '', { className: 'week moved' });
    const columns = [...days].sort();
    const head = week.createTHead().insertRow();
    head.insertCell();
    for (const day of columns) {
      const th = element('th', '', { scope: 'col' });
      th.append(...[{ weekday: 'short' }, { day: 'numeric', month: 'short' }].map((part) => element('span', `${clock.name(day, part)} `)));
      head.append(th);
    }
    const body = week.createTBody();
    for (const at of [...rows.keys()].sort((a, b) => a - b)) {
      const row = body.insertRow();
      row.append(element('th', clock.text(at), { scope: 'row' }));
      for (const day of columns) {
        const found = rows.get(at).get(day);
        const cell = found ? found.cell.cloneNode(true) : element('td', '', { className: 'closed' });
        if (found && found.at <= now && now - found.at < say.minutes * 60000) cell.classList.add('current');
        row.append(cell);
      }
    }
    return week;
  }

  function show(zone) {
    for (const old of document.querySelectorAll('table.moved')) old.remove();
    for (const table of document.querySelectorAll('table.week')) {
      table.hidden = zone !== say.zone;
      if (zone !== say.zone) table.after(moved(table, zone));
    }
    clock.show(zone);
    const old = advise(zone)?.old; // then the entry for the calendar goes with the line before it
    for (const line of document.querySelectorAll('.soon')) {
      const slots = [...line.parentElement.querySelectorAll('li b time[data-part="from"]')].map((e) => e.dataset.slot.split(' ').map(Number));
      line.replaceChildren(...soonOf(slots, JSON.parse(line.dataset.say), clock, zone).map((text) => element('b', text)));
      line.hidden = old;
    }
    document.querySelector('.desk-zone').hidden = zone !== say.zone;
  }

  select.append(new Option(say.sayDesk, say.zone));
  if (mine !== say.zone) select.append(new Option(`${say.sayMine} (${mine.replaceAll('_', ' ')})`, mine, true, true));
  const groups = new Map();
  for (const zone of Intl.supportedValuesOf?.('timeZone') ?? []) {
    if (zone === mine || zone === say.zone) continue;
    const [area, ...place] = zone.replaceAll('_', ' ').split('/');
    if (!groups.has(area)) groups.set(area, element('optgroup', '', { label: area }));
    groups.get(area).append(new Option(place.join(', ') || area, zone));
  }
  select.append(...groups.values());
  select.addEventListener('change', () => show(select.value));
  form.hidden = false;
  show(select.value);
})();
