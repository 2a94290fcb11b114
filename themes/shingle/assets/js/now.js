// Home, for the reader's own day and clock: what to expect below the advice, and the day as hours.
(() => {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const advice = advise(here);
  if (!advice) return;
  const { old, openings, coming, data, say, clock } = advice;
  const section = document.querySelector('.call');
  const { now } = clock;
  if (old) for (const advice of section.querySelectorAll('.lede, .after span')) advice.replaceChildren(); // nor what to avoid, nor a calendar entry
  clock.show(here);

  // the strip shows the day that the desk is open on, now or next, hour by hour
  const strip = section.querySelector('.strip');
  if (!strip || !coming.length) return;
  const waits = strip.dataset.unit === 'wait';
  const hours = new Map();
  const join = (a, b) => (a === null || b === null ? a ?? b : waits ? Math.max(a, b) : a + b); // of an hour's parts the longest wait; how many come adds up
  for (const o of openings.filter((o) => o.day === coming[0].day)) {
    const hour = Math.floor(o.start / 60);
    const h = hours.get(hour) ?? { at: clock.at(o.day, hour * 60), value: null };
    h.value = join(h.value, o.shown);
    hours.set(hour, h);
  }
  const week = new Map();
  for (const [weekday, start, shown] of data.slots) {
    const at = `${weekday} ${Math.floor(start / 60)}`;
    week.set(at, join(week.get(at) ?? null, shown));
  }
  const most = Math.max(1, ...week.values());
  const brief = (v) => (!waits ? figure(v) : v < 60 ? lasting(v, say) : `${Math.floor(v / 60)}:${String(v % 60).padStart(2, '0')}`);
  const bars = [...hours.values()];
  strip.classList.toggle('half', bars.some((h) => !clock.time(here, h.at).endsWith(':00')));
  const lengths = bars.flatMap((h) => h.value ?? []);
  strip.replaceChildren(...bars.map((h) => {
    const li = element('li');
    const isNow = h.at <= now && now - h.at < 3600000;
    li.className = [isNow && 'now', h.value === Math.max(...lengths) && 'end', h.value === Math.min(...lengths) && 'end best'].filter(Boolean).join(' ');
    const add = (className, text) => { const s = element('span', text, { className }); li.append(s); return s; };
    const local = clock.time(here, h.at);
    add('h', local.endsWith(':00') ? local.slice(0, 2) : local).ariaHidden = 'true';
    const high = h.value === null ? 0 : Math.max(2, 100 * h.value / most);
    li.insertAdjacentHTML('beforeend', `<svg class="bar" viewBox="0 0 9 100" preserveAspectRatio="none" aria-hidden="true"><rect width="9" height="${high}" y="${100 - high}"/></svg>`);
    add('w', h.value === null ? '–' : brief(h.value)).ariaHidden = 'true';
    add('visually-hidden', `${local}: ${h.value === null ? say.unknown : waits ? lasting(h.value, say) : figure(h.value)}`);
    if (isNow) add('now-word', say.mark);
    return li;
  }));
  section.querySelector('.strip-title').textContent = fill(say.title, { day: clock.name(clock.parts(here, bars[0].at).day) });
  section.querySelector('.strip-zone').textContent = fill(say.your, { zone: here.replaceAll('_', ' ') });
})();
