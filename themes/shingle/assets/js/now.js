// Home, for the reader's own day and clock: is now a good time to call, and if not, when? The page as it stands
// gives the general answer; this puts the present one in its place.
(() => {
  const section = document.querySelector('[data-week]');
  const data = section && JSON.parse(document.getElementById(section.dataset.week)?.textContent ?? 'null');
  if (!data) return;
  const say = section.dataset;
  const lang = document.documentElement.lang;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const clock = (date) => new Intl.DateTimeFormat(lang, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(date);
  const weekday = (date) => new Intl.DateTimeFormat(lang, { weekday: 'long' }).format(date);

  // desk tells what the service desk's clock shows at an instant
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: data.zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
  const desk = (date) => {
    const p = Object.fromEntries(parts.formatToParts(date).map((x) => [x.type, x.value]));
    const day = new Date(Date.UTC(p.year, p.month - 1, p.day));
    return { day: `${p.year}-${p.month}-${p.day}`, weekday: day.getUTCDay() || 7, minute: p.hour * 60 + +p.minute };
  };

  // openings are the slots of the coming seven days, at their instants
  const slots = new Map(data.slots.map(([d, start, value, label]) => [`${d} ${start}`, { value, label }]));
  const step = data.minutes * 60000;
  const now = new Date();
  const openings = [];
  const first = Math.floor(now / 900000) * 900000 - 86400000;
  for (let t = first; t < +now + 7 * 86400000; t += 900000) {
    const at = new Date(t);
    const d = desk(at);
    const slot = slots.get(`${d.weekday} ${d.minute}`);
    if (slot && !data.closed?.includes(d.day)) openings.push({ ...slot, ...d, at });
  }
  const current = openings.find((o) => o.at <= now && now < +o.at + step);
  const coming = openings.filter((o) => +o.at + step > now);
  if (!coming.length) return;
  const today = now.toDateString();
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).toDateString();

  const unit = (v) => (v < 60 ? fill(say.sayS, { s: v }) : fill(say.sayMin, { m: Math.ceil(v / 60) }));

  const best = coming.find((o) => o.label === 'quiet');
  if (best) {
    const on = best.at.toDateString();
    const key = best === current ? 'Now' : on === today ? 'Later' : on === tomorrow ? 'Tomorrow' : 'Day';
    let end = best;
    for (const o of coming) if (o.label === 'quiet' && +o.at === +end.at + step) end = o;
    let longest = 0;
    let known = true;
    for (const o of coming) if (o.label === 'quiet' && o.at >= best.at && o.at <= end.at) o.value === null ? known = false : longest = Math.max(longest, o.value);
    const lede = section.querySelector('.best[data-say]');
    if (lede && known) lede.textContent = fill(lede.dataset.say, { day: weekday(best.at), from: clock(best.at), to: clock(+end.at + step), wait: unit(longest) });
    section.querySelector('h1').textContent = fill(say[`say${key}`], { from: clock(best.at), to: clock(+end.at + step), day: weekday(best.at) });
  }

  // the strip shows the day that the desk is open on, now or next, hour by hour
  const strip = section.querySelector('.strip');
  if (!strip) return;
  const day = coming[0].day;
  const hours = new Map();
  for (const o of openings.filter((o) => o.day === day)) {
    const hour = Math.floor(o.minute / 60);
    const h = hours.get(hour) ?? { at: new Date(+o.at - (o.minute % 60) * 60000), value: null, label: o.label };
    if (o.value !== null && (h.value === null || o.value > h.value)) Object.assign(h, { value: o.value, label: o.label });
    hours.set(hour, h);
  }
  const most = Math.max(1, ...data.slots.map((s) => s[2] ?? 0));
  const brief = (v) => (strip.dataset.unit === 'wait' ? unit(v) : new Intl.NumberFormat(lang).format(v));
  strip.replaceChildren(...[...hours.values()].map((h) => {
    const li = document.createElement('li');
    const isNow = h.at <= now && now - h.at < 3600000;
    li.className = h.label + (isNow ? ' now' : '');
    const add = (className, text) => { const s = document.createElement('span'); s.className = className; s.textContent = text; li.append(s); return s; };
    const local = clock(h.at);
    add('h', local.endsWith(':00') ? local.slice(0, 2) : local);
    const bar = document.createElement('b');
    bar.className = `v${h.value === null ? 0 : Math.max(1, Math.round(h.value / most * 12))}`;
    add('bar', '').append(bar);
    add('w', h.value === null ? '–' : brief(h.value));
    if (isNow) add('now-word', say.sayMark);
    return li;
  }));
  section.querySelector('.strip-title').textContent = fill(say.sayTitle, { day: weekday(coming[0].at) });
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  section.querySelector('.strip-zone').textContent = fill(say.sayYour, { zone: zone.replaceAll('_', ' ') });
})();
