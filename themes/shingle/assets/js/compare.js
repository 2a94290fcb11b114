// Where does my answer sit? The published distribution is fetched once; what a reader chooses stays in the browser.

const add = (some) => some.reduce((a, b) => a + b, 0);

// sittingOf picks what to say of an answer by how often each was given: how many gave the same, a lower, a higher one. Its
// sentences are those that the page offers, with {places}; a share shows as many decimals as it takes to be neither nobody nor all.
const sittingOf = (counts, at, say, period) => {
  const n = add(counts);
  const same = counts[at];
  const lower = add(counts.slice(0, at));
  const share = (x) => {
    let digits = 0;
    const write = (v) => new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: digits }).format(v);
    while (x > 0 && write(x / n) === write(0) || x < n && write(x / n) === write(1)) digits++;
    return write(x / n);
  };
  const told = (name, x) => fill(x ? say[name] : say[`no${name}`], { share: share(x), count: figure(x) });
  return {
    same: told(same === 1 ? 'alone' : 'same', same),
    more: `${told('lower', lower)} ${told('higher', n - lower - same)} ${fill(say.of, { n: figure(n), period })}`,
  };
};

(async () => {
  const form = document.querySelector('form.compare');
  if (!form) return;
  const say = form.dataset;
  const choice = (title) => {
    const select = element('select');
    element('label', title).append(select);
    return select;
  };

  const row = (section, answer) => section.querySelector(`th[data-answer="${answer}"]`);

  // A hundred dots for everybody, from the lowest answer to the highest, those of the reader's answer ringed.
  const dots = (section, { counts }, min, at) => {
    const n = add(counts);
    let circles = '';
    let below = 0;
    let k = 0;
    counts.forEach((count, i) => {
      below += count;
      for (const tone = row(section, min + i)?.dataset.tone; k < Math.round(100 * below / n); k++) circles += `<circle class="d${tone}${i === at ? ' mine' : ''}" cx="${10 + 20 * Math.floor(k / 5)}" cy="${10 + 20 * (k % 5)}" r="7"/>`;
    });
    section.querySelector('.everyone').innerHTML = `<svg class="hundred" viewBox="0 0 400 100" aria-hidden="true">${circles}</svg>`;
  };

  // What a reader chooses with stands there at once, so that nothing moves when the answers have come.
  const parts = [...document.querySelectorAll('.survey')].map((section) => {
    const box = section.querySelector('.choose');
    const { id, min, max } = section.dataset;
    const scale = element('fieldset');
    scale.append(element('legend', box.dataset.answer));
    const buttons = element('div', '', { className: 'scale' });
    for (let a = +min; a <= +max; a++) {
      const label = element('label');
      label.append(element('input', '', { type: 'radio', name: `answer-${id}`, value: a }), element('b', a), element('span', row(section, a)?.dataset.word));
      buttons.append(label);
    }
    scale.append(buttons);
    const period = choice(box.dataset.period);
    const team = choice(box.dataset.team);
    const more = element('div', '', { className: 'more' });
    more.append(period.parentNode, team.parentNode);
    box.append(scale, more);
    box.hidden = false;
    return { section, box, buttons, team, period };
  });
  // One survey at a time; #csat=3&topic=billing in the address, from a survey's mail of thanks, has its answer given, its topic open.
  let chosen;
  const choose = () => {
    const [, id, answer, topic] = decodeURIComponent(location.hash).split(/^#(?:survey\.)?|=|&topic=/);
    chosen = { ...parts.find(({ section }) => section.dataset.id === id) ?? parts[0], answer };
    for (const d of chosen.section.querySelectorAll('details[name]')) d.open = [d.dataset.topic, d.dataset.word].includes(topic);
    for (const { section } of parts) section.hidden = section !== chosen.section;
    for (const a of document.querySelectorAll('.surveys a')) a.ariaCurrent = a.hash === `#${chosen.section.id}`;
  };
  choose();
  let surveys = [];
  try {
    surveys = await (await fetch(say.src)).json();
  } catch { /* the tables of the page stay */ }

  for (const { section, box, buttons, team, period } of parts) {
    const data = surveys.find((d) => d.id === section.dataset.id);
    box.hidden = !data;
    if (!data) continue;
    const result = section.querySelector('.result');
    const words = result.dataset;
    const teams = [...new Set(data.lines.map((l) => l.team ?? ''))].sort();
    team.append(...teams.map((t) => new Option(t || say.all, t)));
    team.parentNode.hidden = teams.length < 2;
    const linesOf = (t) => data.lines.filter((l) => (l.team ?? '') === t && !l.channel);
    const fillPeriods = () => {
      const kept = period.value;
      const lines = linesOf(team.value);
      const finest = ['month', 'quarter', 'year', 'all'].find((g) => lines.some((l) => l.grain === g));
      period.replaceChildren(...lines.filter((l) => l.grain === finest || l.grain === 'all').sort((a, b) => (a.grain === 'all') - (b.grain === 'all') || (a.period < b.period ? 1 : -1)).map((l) => new Option(periodName(l.period, say), l.period)));
      period.value = kept;
      if (!period.value) period.selectedIndex = 0;
    };

    const show = () => {
      const chosen = buttons.querySelector(':checked');
      const line = linesOf(team.value).find((l) => l.period === period.value);
      if (!chosen || !line) return;
      const at = +chosen.value - data.min;
      const { same, more } = sittingOf(line.counts, at, words, periodName(line.period, say));
      result.replaceChildren(element('b', same), ` ${more}`);
      result.hidden = false;
      dots(section, line, +data.min, at);
    };
    team.addEventListener('change', () => { fillPeriods(); show(); });
    period.addEventListener('change', show);
    buttons.addEventListener('change', show);
    fillPeriods();
    show();
  }

  const answer = () => chosen.answer && chosen.buttons.querySelector(`[value="${+chosen.answer}"]`)?.click();
  addEventListener('hashchange', () => { choose(); answer(); });
  answer();
})();
