// Home, for the reader's own day and clock: is now a good time to call, and if not, when, and what does it save? The page
// as it stands gives the general answer; this puts the present one in its place.
(() => {
  const section = document.querySelector('[data-week]');
  const data = section && JSON.parse(document.getElementById(section.dataset.week)?.textContent ?? 'null');
  if (!data) return;
  const say = section.dataset;
  const lang = document.documentElement.lang;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const clock = clockOf(data.zone, data.closed);
  const { now } = clock;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const unit = (v) => (v < 60 ? fill(say.sayS, { s: v }) : fill(v % 60 ? say.sayMin : say.sayMinute, { m: Math.floor(v / 60), s: v % 60 }));
  const number = (v) => new Intl.NumberFormat(lang, { maximumFractionDigits: 0 }).format(v);
  const told = (v) => (data.by === 'wait' ? unit(v) : number(v));

  // openings are the slots of the coming eight days, at their instants
  const step = data.minutes * 60000;
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

  // About as good: within 30 seconds or half as much again, or 10 of 100; and inside the promise.
  const alike = (a, b) => (data.by === 'wait' ? a <= b + 30 || a <= 1.5 * b : data.by === 'share' ? a > b - 10 : a < 1.5 * b);
  const kept = (o) => data.promise === undefined || o.share === null || o.share >= data.promise;
  const title = section.querySelector('h1');
  const lede = section.querySelector('.best');
  const values = (w) => {
    const day = clock.parts(here, w.from).day;
    return { day: clock.name(day), from: clock.time(here, w.from), to: clock.time(here, w.to), best: told(w.value), here: told(current?.value ?? 0), threshold: say.threshold };
  };
  const when = (w) => {
    const today = clock.parts(here, now).day;
    const day = clock.parts(here, w.from).day;
    return fill(day === today ? say.sayLater : day === clock.after(today, 1) ? say.sayTomorrow : say.sayDay, values(w));
  };
  // The first time to come that is about as good as the best quiet one, or that one.
  const worse = data.by === 'share' ? Math.min : Math.max;
  const good = quiet.length ? (data.by === 'share' ? Math.max : Math.min)(...quiet.map((w) => w.value)) : null;
  const fine = (o) => o.value !== null && alike(o.value, good) && kept(o);
  const first = () => {
    const i = coming.findIndex(fine);
    if (i < 0 || coming[i].at >= quiet[0].from) return quiet[0];
    const span = { from: coming[i].at, to: new Date(+coming[i].at + step), value: coming[i].value };
    for (let j = i + 1; data.by === 'wait' && j < coming.length && +coming[j].at === +span.to && fine(coming[j]); j++) {
      span.to = new Date(+span.to + step);
      span.value = worse(span.value, coming[j].value);
    }
    return span;
  };
  const busy = next(data.avoid)[0];
  const known = current && current.value !== null;
  const old = clock.today > data.until;
  if (old) {
    title.textContent = say.sayOld;
    for (const advice of [lede.parentElement, section.querySelector('.after span')]) advice.replaceChildren(); // nor what to avoid, nor a calendar entry
  } else if (good !== null && quiet[0].from <= now) {
    title.textContent = say.sayNow;
    if (known) lede.textContent = fill(say.sayHere, values(quiet[0]));
  } else if (known && good === null && busy && busy.from <= now && coming.some((o) => o.day === current.day && o.at >= busy.to) && clock.parts(here, busy.to).day === clock.parts(here, now).day) {
    title.textContent = fill(say.sayAfter, { from: clock.time(here, busy.to) });
    lede.textContent = fill(say.sayHere, { here: told(current.value), threshold: say.threshold });
  } else if (known && (good === null || alike(current.value, good))) {
    title.textContent = good !== null && kept(current) ? say.sayFine : say.sayExpect;
    lede.textContent = fill(say.sayHere, { here: told(current.value), threshold: say.threshold });
  } else if (good !== null) {
    const best = first();
    title.textContent = when(best);
    lede.textContent = fill(known ? say.saySaves : say.sayThen, values(best));
  }
  if (!old && !current && coming.length) {
    const opens = fill(say.sayOpens, { day: clock.name(clock.parts(here, coming[0].at).day), from: clock.time(here, coming[0].at) });
    if (good !== null) lede.textContent = `${say.sayClosed} ${opens} ${lede.textContent}`;
    else [title.textContent, lede.textContent] = [say.sayClosed, `${opens} ${lede.textContent}`];
  }
  clock.show(here);

  // the strip shows the day that the desk is open on, now or next, hour by hour
  const strip = section.querySelector('.strip');
  if (!strip || !coming.length) return;
  const { day } = coming[0];
  const hours = new Map();
  for (const o of openings.filter((o) => o.day === day)) {
    const hour = Math.floor(o.start / 60);
    const h = hours.get(hour) ?? { at: clock.at(day, hour * 60), value: null };
    if (o.shown !== null && (h.value === null || o.shown > h.value)) h.value = o.shown;
    hours.set(hour, h);
  }
  const most = Math.max(1, ...data.slots.map((s) => s[2] ?? 0));
  const brief = (v) => (strip.dataset.unit !== 'wait' ? number(v) : v < 60 ? unit(v) : `${Math.floor(v / 60)}:${String(v % 60).padStart(2, '0')}`);
  strip.classList.toggle('half', [...hours.values()].some((h) => !clock.time(here, h.at).endsWith(':00')));
  const lengths = [...hours.values()].map((h) => h.value).filter((v) => v !== null);
  strip.replaceChildren(...[...hours.values()].map((h) => {
    const li = document.createElement('li');
    const isNow = h.at <= now && now - h.at < 3600000;
    li.className = [isNow && 'now', h.value === Math.max(...lengths) && 'end', h.value === Math.min(...lengths) && 'end best'].filter(Boolean).join(' ');
    const add = (className, text) => { const s = document.createElement('span'); s.className = className; s.textContent = text; li.append(s); return s; };
    const local = clock.time(here, h.at);
    add('h', local.endsWith(':00') ? local.slice(0, 2) : local);
    const high = h.value === null ? 0 : Math.max(2, 100 * h.value / most);
    li.insertAdjacentHTML('beforeend', `<svg class="bar" viewBox="0 0 9 100" preserveAspectRatio="none" aria-hidden="true"><rect width="9" height="${high}" y="${100 - high}"/></svg>`);
    add('w', h.value === null ? '–' : brief(h.value));
    if (isNow) add('now-word', say.sayMark);
    return li;
  }));
  section.querySelector('.strip-title').textContent = fill(say.sayTitle, { day: clock.name(clock.parts(here, coming[0].at).day) });
  section.querySelector('.strip-zone').textContent = fill(say.sayYour, { zone: here.replaceAll('_', ' ') });
})();
