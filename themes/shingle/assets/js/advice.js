// When to call, by the reader's own clock, as home and best times say it alike: is now a good time, and if not, when, and what
// does it save? The pages as they stand give the general answer; this puts the present one in its place.

const lasting = (v, say) => (v < 60 ? fill(say.s, { s: v }) : fill(v % 60 ? say.min : say.minute, { m: Math.floor(v / 60), s: v % 60 }));

// adviceOf picks what to say by the rule that the methods page tells: a title and a text below it, made of the sentences
// that the page offers (by name, with {places}); undefined where the page's own stays. It looks at nothing but what it is given.
const adviceOf = (data, say, clock, here) => {
  const { now } = clock;
  const told = (v) => (data.by === 'wait' ? lasting(v, say) : figure(v));
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
  const kept = (o) => o.share === null || !(o.share < data.promise);
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
  const old = clock.today > data.until;
  const choose = () => {
    const busy = current && within(avoid, now);
    if (old) return [say.old, ''];
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
  const advice = { title, text, openings, coming, old };
  if (old || current || !coming.length) return advice;
  const opens = spell(day(coming[0].at) === day(now) ? 'opens_today' : 'opens', { from: coming[0].at, to: coming[0].at, value: null });
  if (quiet.length) return { ...advice, text: `${say.closed} ${opens} ${text ?? ''}`.trim() };
  return { ...advice, title: say.closed, text: opens, also: true };
};

// advise puts the present advice for a reader in some zone into the page's title and the line below it, and gives it with what it was made of;
// undefined where the page has nothing to choose from.
const advise = (here) => {
  const data = JSON.parse(document.getElementById('part.moments')?.textContent ?? 'null');
  if (!data) return undefined;
  const { say } = data;
  const clock = clockOf(data.zone, data.closed);
  const advice = adviceOf(data, say, clock, here);
  if (advice.title) document.querySelector('h1').textContent = advice.title;
  const lede = document.querySelector('.best');
  lede.own ??= lede.textContent; // the page's
  if (advice.text !== undefined) lede.textContent = advice.also ? `${advice.text} ${lede.own}` : advice.text;
  return { ...advice, data, say, clock };
};
