// Where does my answer sit? The published distribution is fetched once; what a reader chooses stays in the browser.
(async () => {
  const form = document.querySelector('form.compare');
  if (!form) return;
  const say = form.dataset;
  const lang = document.documentElement.lang;
  const percent = new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 0 });
  const number = new Intl.NumberFormat(lang);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const element = (tag, text, attributes = {}) => Object.assign(document.createElement(tag), { textContent: text ?? '' }, attributes);
  const choice = (title) => {
    const label = element('label', title);
    const select = element('select');
    label.append(select);
    return [label, select];
  };

  // What a reader chooses with stands there at once, so that nothing moves when the answers have come.
  const parts = [...document.querySelectorAll('section.survey')].map((section) => {
    const box = section.querySelector('.choose');
    const { id, min, max } = section.dataset;
    const scale = element('fieldset');
    scale.append(element('legend', box.dataset.answer));
    const buttons = element('div', '', { className: 'scale' });
    for (let a = +min; a <= +max; a++) {
      const label = element('label');
      label.append(Object.assign(document.createElement('input'), { type: 'radio', name: `answer-${id}`, value: a }), element('span', a));
      buttons.append(label);
    }
    scale.append(buttons);
    const [periodLabel, period] = choice(box.dataset.period);
    const [teamLabel, team] = choice(box.dataset.team);
    const more = element('div', '', { className: 'more' });
    more.append(periodLabel, teamLabel);
    box.append(scale, more);
    box.hidden = false;
    return { section, box, buttons, team, teamLabel, period };
  });
  let surveys = [];
  try {
    surveys = await (await fetch(say.src)).json();
  } catch { /* the tables of the page stay */ }

  for (const { section, box, buttons, team, teamLabel, period } of parts) {
    const data = surveys.find((d) => d.id === section.dataset.id);
    box.hidden = !data;
    if (!data) continue;
    const result = section.querySelector('.result');
    const teams = [...new Set(data.lines.map((l) => l.team ?? ''))].sort();
    team.append(...teams.map((t) => new Option(t || say.all, t)));
    teamLabel.hidden = teams.length < 2;
    const name = (l) => {
      if (l.grain === 'all') return say.ever;
      if (l.grain === 'quarter') return fill(say.quarter, { q: say.quarters.split('|')[l.period.slice(-1) - 1], y: l.period.slice(0, 4) });
      if (l.grain !== 'month') return l.period;
      return new Intl.DateTimeFormat(lang, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${l.period}-01T00:00Z`));
    };
    const linesOf = (t) => data.lines.filter((l) => (l.team ?? '') === t && !l.channel);
    const grains = ['month', 'quarter', 'year', 'all'];
    const fillPeriods = () => {
      const kept = period.value;
      const lines = linesOf(team.value);
      const finest = grains.find((g) => lines.some((l) => l.grain === g));
      period.replaceChildren(...lines.filter((l) => l.grain === finest || l.grain === 'all').sort((a, b) => (a.period === 'all' ? 1 : b.period === 'all' ? -1 : a.period < b.period ? 1 : -1)).map((l) => new Option(name(l), l.period)));
      if ([...period.options].some((o) => o.value === kept)) period.value = kept;
    };

    const show = () => {
      const chosen = buttons.querySelector(':checked');
      const line = linesOf(team.value).find((l) => l.period === period.value);
      if (!chosen || !line) return;
      const at = +chosen.value - data.min;
      const n = line.counts.reduce((a, b) => a + b, 0);
      const below = line.counts.slice(0, at).reduce((a, b) => a + b, 0);
      const same = line.counts[at];
      result.textContent = [
        fill(result.dataset.same, { share: percent.format(same / n) }),
        fill(result.dataset.lower, { share: percent.format(below / n) }),
        fill(result.dataset.higher, { share: percent.format((n - below - same) / n) }),
        fill(result.dataset.of, { n: number.format(n), period: name(line) }),
      ].join(' ');
      result.hidden = false;
    };
    team.addEventListener('change', () => { fillPeriods(); show(); });
    period.addEventListener('change', show);
    buttons.addEventListener('change', show);
    fillPeriods();
    show();
  }
})();
