// Two teams, channels or periods of a score side by side. What is chosen stands in the address (#metric=csat&team=Billing&…, or
// #score.csat): a name for each choice of the form; a metric's published lines are fetched when it is chosen, and nothing else is.

// besideOf picks what to say of two published lines of a metric (its unit, decimals d, the word for its margins, and all its lines): of each its value and
// what it stands on, of both the difference, and one sentence. It looks at nothing but what it is given.
const besideOf = (words, { unit, d, margin, lines }) => {
  // A size in its unit; a difference of shares and indices is in points.
  const size = (v, differs) => {
    if (unit === 'seconds') {
      const s = Math.round(v);
      return [[s / 3600 | 0, words.h], [s % 3600 / 60 | 0, words.min], [s < 3600 && s % 60, words.s]].filter(([n], i) => n || i > 1 && !s).map(([n, w]) => fill(w, { n })).join('\u00a0');
    }
    const n = figure(v, d);
    return differs && /percent|points|index/.test(unit) ? fill(words.by, { n }) : unit === 'percent' ? fill(words.percent, { n }) : n;
  };
  const signed = (v, differs) => {
    const text = size(Math.abs(v), differs);
    return /[1-9]/.test(text) ? (v < 0 ? '−' : '+') + text : text;
  };
  const value = (v) => (unit === 'points' || v < 0 ? signed(v) : size(v));
  const told = (l) => (l?.value != null ? value(l.value) : words[l?.state] ?? words.no_data);
  const likely = (low, high, write, how = 'likely') => low !== null && fill(words[how], { low: write(low, true), high: write(high, true) });

  // What a line says: value, whether the promise was kept, of how many, within what.
  const line = (l) => [told(l), ...(l?.value == null ? [] : [l.state === 'provisional' && words.provisional, words[l.status], l.denominator && unit !== 'count' && fill(words.of, { n: figure(l.denominator) }), likely(l.low, l.high, value, margin)])];

  // The difference, only of like with like; with its margin where the file has it, from one period to the next.
  const difference = (a, b) => {
    if (a?.value == null || b?.value == null || a === b || a.grain !== b.grain || unit === 'count' && (a.state + b.state).includes('prov')) return [];
    const apart = signed(a.value - b.value, true);
    const run = lines.filter((l) => l.team === a.team && l.channel === a.channel && l.grain === a.grain);
    const step = a.team === b.team && a.channel === b.channel ? run.indexOf(a) - run.indexOf(b) : 0;
    const now = step === 1 ? a : b;
    if (Math.abs(step) !== 1 || now.change_low === null) return [apart];
    const verdict = step > 0 ? now.verdict : { better: 'worse', worse: 'better' }[now.verdict] ?? now.verdict;
    return [apart, words[verdict], likely(...[step * now.change_low, step * now.change_high].sort((x, y) => x - y), signed)];
  };

  const both = (a, b, one, two) => {
    const [apart] = difference(a, b);
    return `${fill(words.pair, { one, first: told(a), two, second: told(b) })} ${apart ? fill(words.apart, { apart }) : a && b && a.grain !== b.grain ? words.unlike : ''}`.trim();
  };
  return { line, difference, both };
};

(() => {
  const form = document.querySelector('form.explore');
  if (!form) return;
  const words = JSON.parse(document.getElementById('part.words').textContent);
  const [said, table] = document.getElementById('part.beside').children;
  const files = {}; // promises of lines, by address

  const big = (text) => text[0].toUpperCase() + text.slice(1);

  const load = (src) => files[src] ??= fetch(src).then((r) => r.json()).then(({ columns, rows }) => {
    const lines = rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
    return { lines, at: new Map(lines.map((l) => [[l.team, l.channel, l.period].join('\n'), l])) };
  });

  // A cell: a number, and below it in small what it stands on.
  const cell = ([text = '–', ...more]) => {
    const td = element('td', text, { className: 'num' });
    if (more.length) td.append(element('span', more.filter(Boolean).join(', '), { className: 'n' }));
    return td;
  };

  const choose = (select, values, name, want) => {
    if (`${[...select.options].map((o) => o.value)}` !== `${values}`) select.replaceChildren(...values.map((v) => new Option(big(name(v)), v)));
    select.value = values.includes(want) ? want : values[0];
  };

  const metric = () => form.elements.metric.selectedOptions[0];

  const show = async () => {
    const want = new URLSearchParams(location.hash.replace(/^#(score\.)?/, (_, score) => (score ? 'metric=' : '')));
    const f = form.elements;
    for (const o of f.metric.options) if (o.value === want.get('metric')) o.selected = true;
    const has = metric().dataset, { src } = has;
    for (const n of ['', '2']) for (const name of ['team', 'channel']) f[name + n].parentElement.hidden = has[name] === undefined;
    let data;
    try {
      data = await load(src);
    } catch {
      delete files[src];
      said.textContent = words.failed;
      return;
    }
    if (src !== metric().dataset.src) return; // another was chosen meanwhile
    const say = besideOf(words, { ...data, ...has });
    const unique = (name) => [...new Set(data.lines.map((l) => l[name]))].sort();
    const order = (p) => (p === 'all' ? 3 : p[5] === 'Q' ? 1 : p[4] ? 0 : 2);
    const periods = unique('period').sort((a, b) => order(a) - order(b) || (a < b ? 1 : -1));
    for (const n of ['', '2']) for (const name of ['team', 'channel']) choose(f[name + n], unique(name), (v) => v || words.all, want.get(name + n));
    // By default the newest period that has a value, and beside it the same one of the year before, or else the one before.
    const side = (n) => ['team', 'channel'].map((name) => f[name + n].value);
    const find = ([team, channel], period) => data.at.get([team, channel, period].join('\n'));
    const known = periods.filter((p) => find(side(''), p)?.value != null);
    const first = periods.includes(want.get('period')) ? want.get('period') : known.find((p) => find(side(''), p).state === 'published') ?? known[0] ?? periods[0];
    const year = first.replace(/^\d{4}/, (y) => y - 1);
    const other = `${side('')}` !== `${side('2')}` ? first : known.includes(year) ? year : known[known.indexOf(first) + 1] ?? first;
    const called = (p) => periodName(p, words);
    choose(f.period, periods, called, first);
    choose(f.period2, periods, called, want.get('period2') ?? other);

    const [a, b] = [side(''), side('2')];
    const [p, p2] = [f.period.value, f.period2.value];
    const alike = `${a}` === `${b}`;
    const names = [[a, p], [b, p2]].map(([[team, channel], period]) => [(a[0] !== b[0] || team) && (team || words.all), (a[1] !== b[1] || channel) && (channel || words.all), called(period)].filter(Boolean).join(', '));
    // The chosen pair first; below it every team in the same two periods, or the same two in every period.
    let rows = [['', a, p, b, p2]];
    if (alike && p !== p2 && unique('team').length > 1) rows = [a[0], ...unique('team').filter((t) => t !== a[0])].map((t) => [t || words.all, [t, a[1]], p, [t, a[1]], p2]);
    else if (!alike && p === p2) rows = [p, ...periods.filter((x) => x !== p && order(x) === order(p))].map((x) => [called(x), a, x, b, x]);
    rows = rows.filter(([, s, x, t, y], i) => !i || find(s, x) || find(t, y));
    const heads = ['', ...(alike || p !== p2 ? names : names.map((name) => name.slice(0, name.lastIndexOf(', ')))), words.difference];
    table.replaceChildren(element('caption', metric().text));
    table.createTHead().insertRow().append(...heads.map((text, i) => (i ? element('th', big(text), { scope: 'col', className: 'num' }) : element('td', ''))));
    const body = table.createTBody();
    for (const [name, s, x, t, y] of rows) {
      const [l, r] = [find(s, x), find(t, y)];
      const cells = [say.line(l), say.line(r), say.difference(l, r)].map(cell);
      cells.forEach((td, i) => { td.dataset.label = big(heads[i + 1]); });
      body.insertRow().append(element('th', big(name || metric().text), { scope: 'row' }), ...cells);
    }
    said.textContent = alike && p === p2 ? words.same : big(say.both(find(a, p), find(b, p2), ...names));
  };

  form.addEventListener('change', (event) => {
    const chosen = new URLSearchParams(new FormData(form));
    if (event.target.name === 'metric') for (const name of [...chosen.keys()]) if (name.startsWith('period')) chosen.delete(name);
    for (const [name, v] of [...chosen]) if (!v) chosen.delete(name);
    location.hash = chosen;
  });
  addEventListener('hashchange', show);
  form.hidden = false;
  show();
})();
