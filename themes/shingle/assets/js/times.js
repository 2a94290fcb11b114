// The week at the reader's own clock: the desk's slots of the coming seven days, each moved to where it falls for
// the reader. Nothing is cut anew: a slot of a half-hour zone starts at half past. The tables of the page are the data.
(() => {
  const form = document.querySelector('form.tz');
  const select = form?.querySelector('select');
  if (!select) return;
  const say = form.dataset;
  const lang = document.documentElement.lang;
  const minutes = +say.minutes;
  const shut = (say.shut ?? '').split(' ');
  const mine = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const now = new Date();

  const formats = new Map();
  const parts = (zone, date) => {
    if (!formats.has(zone)) formats.set(zone, new Intl.DateTimeFormat('en-CA', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }));
    const p = Object.fromEntries(formats.get(zone).formatToParts(date).map((x) => [x.type, x.value]));
    return { day: `${p.year}-${p.month}-${p.day}`, weekday: new Date(Date.UTC(p.year, p.month - 1, p.day)).getUTCDay() || 7, minute: p.hour * 60 + +p.minute };
  };
  const clock = (m) => `${String(Math.floor(m / 60) % 24).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`;
  const name = (day, style) => new Intl.DateTimeFormat(lang, { weekday: style, day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(`${day}T00:00Z`));

  // the desk's quarter hours of the coming seven days, from today on
  const today = parts(say.zone, now).day;
  const quarters = [];
  for (let t = Math.floor(now / 900000) * 900000 - 86400000; t < +now + 8 * 86400000; t += 900000) {
    const at = new Date(t);
    const d = parts(say.zone, at);
    if (d.day < today || shut.includes(d.day) || Date.parse(d.day) >= Date.parse(today) + 7 * 86400000) continue;
    quarters.push({ at, ...d });
  }
  const element = (tag, text, attributes = {}) => Object.assign(document.createElement(tag), { textContent: text ?? '' }, attributes);

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
    for (const day of columns) head.append(element('th', name(day, 'short'), { scope: 'col' }));
    const body = week.createTBody();
    for (const at of [...rows.keys()].sort((a, b) => a - b)) {
      const row = body.insertRow();
      row.append(element('th', clock(at), { scope: 'row' }));
      for (const day of columns) {
        const found = rows.get(at).get(day);
        const cell = found ? found.cell.cloneNode(true) : element('td', '', { className: 'closed' });
        if (found && found.at <= now && now - found.at < minutes * 60000) cell.classList.add('current');
        row.append(cell);
      }
    }
    return week;
  }

  function soon(zone) {
    const here = [now, new Date(+now + 86400000)].map((d) => parts(zone, d).day);
    for (const channel of document.querySelectorAll('.channel')) {
      const table = channel.querySelector('table.week:not(.moved)');
      const line = channel.querySelector('.soon');
      if (!table || !line) continue;
      const cells = weekOf(table);
      const spans = new Map(here.map((day) => [day, []]));
      for (const q of quarters) {
        const cell = cells.get(`${q.weekday} ${q.minute}`);
        const there = parts(zone, q.at);
        if (cell?.dataset.l !== 'quiet' || !spans.has(there.day) || +q.at + minutes * 60000 <= +now) continue;
        const list = spans.get(there.day);
        const last = list.at(-1);
        if (last && last[1] === there.minute) last[1] += minutes; else list.push([there.minute, there.minute + minutes]);
      }
      const text = (day) => spans.get(day).map(([a, b]) => `${clock(a)}–${clock(b)}`).join(', ') || say.sayNone;
      line.replaceChildren(element('b', `${say.sayToday}: ${text(here[0])}`), element('b', `${say.sayTomorrow}: ${text(here[1])}`));
      line.hidden = false;
    }
  }

  function windows(zone) {
    for (const item of document.querySelectorAll('li[data-weekday]')) {
      const title = item.querySelector('b');
      title.dataset.desk ??= title.textContent;
      const at = quarters.find((q) => q.weekday === +item.dataset.weekday && q.minute === +item.dataset.from);
      if (zone === say.zone || !at) { title.textContent = title.dataset.desk; continue; }
      const from = parts(zone, at.at);
      const to = parts(zone, new Date(+at.at + (item.dataset.to - item.dataset.from) * 60000));
      title.textContent = `${name(from.day, 'long')}, ${clock(from.minute)}–${clock(to.minute)}`;
    }
  }

  function show(zone) {
    for (const old of document.querySelectorAll('table.moved')) old.remove();
    for (const table of document.querySelectorAll('table.week')) {
      table.hidden = zone !== say.zone;
      if (zone !== say.zone) table.after(moved(table, zone));
    }
    windows(zone);
    soon(zone);
    for (const where of document.querySelectorAll('.desk-zone')) where.hidden = zone !== say.zone;
  }

  const zones = Intl.supportedValuesOf?.('timeZone') ?? [];
  select.append(new Option(say.sayDesk, say.zone));
  if (mine !== say.zone) select.append(new Option(`${say.sayMine} (${mine.replaceAll('_', ' ')})`, mine, true, true));
  for (const zone of zones) if (zone !== mine && zone !== say.zone) select.append(new Option(zone.replaceAll('_', ' '), zone));
  select.addEventListener('change', () => show(select.value));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.hidden = false;
  show(select.value);
})();
