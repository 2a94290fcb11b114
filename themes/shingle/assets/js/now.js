// Home, for the reader's own day and clock: is now a good time to call, and if not, when, and what does it save? The page
// as it stands gives the general answer; this puts the present one in its place.

// adviceOf picks what to say by the rule that the methods page tells: a title and a text below it, made of the sentences
// that the page offers (by name, with {places}); undefined where the page's own stays. It looks at nothing but what it is given.
const adviceOf = (data, say, clock, here) => {
  const lang = document.documentElement.lang;
  const { now } = clock;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const unit = (v) => (v < 60 ? fill(say.s, { s: v }) : fill(v % 60 ? say.min : say.minute, { m: Math.floor(v / 60), s: v % 60 }));
  const number = (v) => new Intl.NumberFormat(lang, { maximumFractionDigits: 0 }).format(v);
  const told = (v) => (data.by === 'wait' ? unit(v) : number(v));
  const step = data.minutes * 60000;

  // openings are the slots of the coming eight days, at their instants
  const openings = [];
  for (let n = -1; n < 9; n++) {
    const day = clock.after(clock.today, n);
    if (data.closed?.includes(day)) continue;
    for (const [weekday, start, shown, label, value, share] of data.slots) {
      if (weekday !== (new Date(day).getUTCDay() || 7)) continue;
      const at = clock.at(day, start);
      if (clock.parts(data.zone, at).minute === start) openings.push({ day, start, at, shown, label, value, share }); // not in a skipped hour
    }
  }
  openings.sort((a, b) => a.at - b.at);
  const current = openings.find((o) => o.at <= now && now < +o.at + step);
  const coming = openings.filter((o) => +o.at + step > now);
  const next = (windows) => windows.map(([weekday, from, to, value]) => ({ ...clock.next(weekday, from, to), value })).filter((w) => w.from && w.from < +now + 8 * 86400000).sort((a, b) => a.from - b.from);
  const quiet = next(data.quiet);
  const avoid = next(data.avoid);
  const within = (windows, at) => windows.find((w) => w.from <= at && at < w.to);

  // About as good: within 30 seconds or half as much again, or 10 of 100; and inside the promise.
  const better = (a, b) => (data.by === 'share' ? a > b : a < b);
  const alike = (a, b) => (data.by === 'wait' ? a <= b + 30 || a <= 1.5 * b : data.by === 'share' ? a > b - 10 : a <= 1.5 * b);
  const kept = (o) => data.promise === undefined || o.share === null || o.share >= data.promise;
  const good = quiet.map((w) => w.value).filter((v) => v !== null).reduce((a, b) => (a !== null && better(a, b) ? a : b), null);
  const fine = (o) => good !== null && o.value !== null && alike(o.value, good) && kept(o) && !within(avoid, o.at);
  // first is the first time to come that is about as good as the best of the quiet ones.
  const first = () => {
    const last = quiet.find((w) => good === null || w.value !== null && alike(w.value, good));
    const i = coming.findIndex(fine);
    if (i < 0 || coming[i].at >= last.from) return last;
    const span = { from: coming[i].at, to: new Date(+coming[i].at + step), value: coming[i].value };
    for (let j = i + 1; data.by === 'wait' && j < coming.length && +coming[j].at === +span.to && fine(coming[j]); j++) {
      span.to = new Date(+span.to + step);
      span.value = Math.max(span.value, coming[j].value);
    }
    return span;
  };

  const day = (at) => clock.parts(here, at).day;
  const known = current && current.value !== null;
  const atHand = known ? fill(say.here, { here: told(current.value) }) : undefined;
  // called is a day by its weekday alone only if no other one of it comes before
  const called = (d) => clock.name(d, d < clock.after(day(now), 7) ? undefined : { weekday: 'long', day: 'numeric', month: 'long' });
  const spell = (name, w) => fill(say[name] ?? '', { day: called(day(w.from)), from: clock.time(here, w.from), to: clock.time(here, w.to), best: w.value === null ? '' : told(w.value), here: told(current?.value ?? 0) });
  const choose = () => {
    const busy = current && within(avoid, now);
    if (clock.today > data.until) return [say.old, ''];
    if (current && within(quiet, now)) return [say.now, atHand];
    if (!busy && known && good !== null && alike(current.value, good)) return [kept(current) ? say.fine : say.expect, atHand];
    if (quiet.length) {
      const w = first();
      const name = day(w.from) === day(now) ? 'later' : day(w.from) === clock.after(day(now), 1) ? 'tomorrow' : 'day';
      return [spell(name, w), w.value === null ? atHand : spell(known && better(w.value, current.value) ? 'saves' : 'then', w)];
    }
    if (busy) {
      let { to } = busy;
      for (let more; (more = within(avoid, to)); { to } = more);
      const still = coming.some((o) => o.day === current.day && o.at >= to) && day(to) === day(now);
      return [still ? spell('after', { from: to, to, value: null }) : say.busy, atHand];
    }
    return known ? [say.expect, atHand] : [];
  };
  const [title, text] = choose();
  const advice = { title, text, openings, coming, old: clock.today > data.until };
  if (advice.old || current || !coming.length) return advice;
  const opens = spell('opens', { from: coming[0].at, to: coming[0].at, value: null });
  if (quiet.length) return { ...advice, text: `${say.closed} ${opens} ${text ?? ''}`.trim() };
  return { ...advice, title: say.closed, text: opens, also: true };
};

(() => {
  const section = document.querySelector('[data-week]');
  const data = section && JSON.parse(document.getElementById(section.dataset.week)?.textContent ?? 'null');
  if (!data) return;
  const say = Object.fromEntries(Object.entries(section.dataset).filter(([name]) => name.startsWith('say')).map(([name, text]) => [name[3].toLowerCase() + name.slice(4), text]));
  const lang = document.documentElement.lang;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const clock = clockOf(data.zone, data.closed);
  const { now } = clock;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const number = (v) => new Intl.NumberFormat(lang, { maximumFractionDigits: 0 }).format(v);
  const { title, text, also, old, openings, coming } = adviceOf(data, say, clock, here);
  const lede = section.querySelector('.best');
  if (title) section.querySelector('h1').textContent = title;
  if (text !== undefined) lede.textContent = also ? `${text} ${lede.textContent}` : text;
  if (old) for (const advice of [lede.parentElement, section.querySelector('.after span')]) advice.replaceChildren(); // nor what to avoid, nor a calendar entry
  clock.show(here);

  // the strip shows the day that the desk is open on, now or next, hour by hour
  const strip = section.querySelector('.strip');
  if (!strip || !coming.length) return;
  const { day } = coming[0];
  const hours = new Map();
  const join = (a, b) => (a === null || b === null ? a ?? b : strip.dataset.unit === 'wait' ? Math.max(a, b) : a + b); // of an hour's parts the longest wait; how many come adds up
  for (const o of openings.filter((o) => o.day === day)) {
    const hour = Math.floor(o.start / 60);
    const h = hours.get(hour) ?? { at: clock.at(day, hour * 60), value: null };
    h.value = join(h.value, o.shown);
    hours.set(hour, h);
  }
  const week = new Map();
  for (const [weekday, start, shown] of data.slots) {
    const at = `${weekday} ${Math.floor(start / 60)}`;
    week.set(at, join(week.get(at) ?? null, shown));
  }
  const most = Math.max(1, ...week.values());
  const brief = (v) => (strip.dataset.unit !== 'wait' ? number(v) : v < 60 ? fill(say.s, { s: v }) : `${Math.floor(v / 60)}:${String(v % 60).padStart(2, '0')}`);
  const long = (v) => (v < 60 ? fill(say.s, { s: v }) : fill(v % 60 ? say.min : say.minute, { m: Math.floor(v / 60), s: v % 60 }));
  strip.classList.toggle('half', [...hours.values()].some((h) => !clock.time(here, h.at).endsWith(':00')));
  const lengths = [...hours.values()].map((h) => h.value).filter((v) => v !== null);
  strip.replaceChildren(...[...hours.values()].map((h) => {
    const li = document.createElement('li');
    const isNow = h.at <= now && now - h.at < 3600000;
    li.className = [isNow && 'now', h.value === Math.max(...lengths) && 'end', h.value === Math.min(...lengths) && 'end best'].filter(Boolean).join(' ');
    const add = (className, text) => { const s = document.createElement('span'); s.className = className; s.textContent = text; li.append(s); return s; };
    const local = clock.time(here, h.at);
    add('h', local.endsWith(':00') ? local.slice(0, 2) : local).ariaHidden = 'true';
    const high = h.value === null ? 0 : Math.max(2, 100 * h.value / most);
    li.insertAdjacentHTML('beforeend', `<svg class="bar" viewBox="0 0 9 100" preserveAspectRatio="none" aria-hidden="true"><rect width="9" height="${high}" y="${100 - high}"/></svg>`);
    add('w', h.value === null ? '–' : brief(h.value)).ariaHidden = 'true';
    add('visually-hidden', `${local}: ${h.value === null ? say.unknown : strip.dataset.unit !== 'wait' ? number(h.value) : long(h.value)}`);
    if (isNow) add('now-word', say.mark);
    return li;
  }));
  section.querySelector('.strip-title').textContent = fill(say.title, { day: clock.name(clock.parts(here, coming[0].at).day) });
  section.querySelector('.strip-zone').textContent = fill(say.your, { zone: here.replaceAll('_', ' ') });
})();
