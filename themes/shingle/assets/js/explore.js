// Two teams, channels or periods of a score side by side. What is chosen stands in the address (#metric=csat&team=Billing&…, or
// #score.csat): a name for each choice of the form; a metric's published lines are fetched when it is chosen, and nothing else is.
(() => {
  const form = document.querySelector('form.explore');
  const words = JSON.parse(document.getElementById('part.words').textContent);
  const { lang } = document.documentElement;
  const [said, table, note] = document.getElementById('part.beside').children;
  const files = {}; // promises of lines, by address
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const element = (tag, text, more) => Object.assign(document.createElement(tag), { textContent: text }, more);

  const big = (text) => text[0].toUpperCase() + text.slice(1);

  const load = (src) => files[src] ??= fetch(src).then((r) => r.json()).then(({ columns, rows }) => {
    const lines = rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
    return { lines, at: new Map(lines.map((l) => [[l.team, l.channel, l.period].join('\n'), l])) };
  });

  const periodName = (p) => {
    if (p === 'all') return words.ever;
    if (p[5] === 'Q') return fill(words.quarter, { q: words.quarters[p[6] - 1], y: p.slice(0, 4) });
    return p[4] ? new Intl.DateTimeFormat(lang, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${p}-01`)) : p;
  };

  const number = (n, d) => new Intl.NumberFormat(lang, { minimumFractionDigits: d, maximumFractionDigits: d }).format(n);

  // A size in its unit; a difference of shares and indices is in points.
  const size = (v, { unit, d }, differs) => {
    if (unit === 'seconds') {
      const s = Math.round(v);
      return [[s / 3600 | 0, words.h], [s % 3600 / 60 | 0, words.min], [s >= 3600 ? 0 : s % 60, words.s]].filter(([n]) => n).map(([n, w]) => fill(w, { n })).join(' ') || fill(words.s, { n: 0 });
    }
    const n = number(v, d);
    return differs && /percent|points|index/.test(unit) ? fill(words.by, { n }) : unit === 'percent' ? fill(words.percent, { n }) : n;
  };
  const signed = (v, m, differs) => {
    const text = size(Math.abs(v), m, differs);
    return /[1-9]/.test(text) ? (v < 0 ? '−' : '+') + text : text;
  };
  const value = (v, m) => (m.unit === 'points' || v < 0 ? signed(v, m) : size(v, m));
  const told = (l, m) => (l?.value != null ? value(l.value, m) : words[l?.state] ?? words.no_data);

  // A cell: a number, and below it in small what it stands on.
  const cell = (text, ...more) => {
    const td = element('td', text, { className: 'num' });
    if (more.length) td.append(element('span', more.filter(Boolean).join(', '), { className: 'n' }));
    return td;
  };
  // What a line says: value, whether the promise was kept, of how many, within what.
  const lineCell = (l, m) => (l?.value == null ? cell(told(l, m)) : cell(told(l, m), l.state === 'provisional' && words.provisional, words[l.status], l.denominator && m.unit !== 'count' && fill(words.of, { n: number(l.denominator) }), l.low !== null && fill(words.likely, { low: value(l.low, m), high: value(l.high, m) })));

  // The difference, only of like with like; with its margin where the file has it, from one period to the next.
  const difference = (a, b, m) => {
    if (a?.value == null || b?.value == null || a === b || a.grain !== b.grain || m.unit === 'count' && (a.state + b.state).includes('prov')) return cell('–');
    const apart = signed(a.value - b.value, m, true);
    const lines = m.lines.filter((l) => l.team === a.team && l.channel === a.channel && l.grain === a.grain);
    const step = a.team === b.team && a.channel === b.channel ? lines.indexOf(a) - lines.indexOf(b) : 0;
    const now = step === 1 ? a : b;
    if (Math.abs(step) !== 1 || now.change_low === null) return cell(apart);
    const ends = [step * now.change_low, step * now.change_high].sort((x, y) => x - y);
    const verdict = step > 0 ? now.verdict : { better: 'worse', worse: 'better' }[now.verdict] ?? now.verdict;
    return cell(apart, words[verdict], fill(words.likely, { low: signed(ends[0], m, true), high: signed(ends[1], m, true) }));
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
    const { src, unit, d, ...has } = metric().dataset;
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
    const m = { ...data, unit, d };
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
    choose(f.period, periods, periodName, first);
    choose(f.period2, periods, periodName, want.get('period2') ?? other);

    const [a, b] = [side(''), side('2')];
    const [p, p2] = [f.period.value, f.period2.value];
    const alike = `${a}` === `${b}`;
    const names = [[a, p], [b, p2]].map(([[team, channel], period]) => {
      return [(a[0] !== b[0] || team) && (team || words.all), (a[1] !== b[1] || channel) && (channel || words.all), periodName(period)].filter(Boolean).join(', ');
    });
    // The chosen pair first; below it every team in the same two periods, or the same two in every period.
    let rows = [['', a, p, b, p2]];
    if (alike && p !== p2 && unique('team').length > 1) rows = [a[0], ...unique('team').filter((t) => t !== a[0])].map((t) => [t || words.all, [t, a[1]], p, [t, a[1]], p2]);
    else if (!alike && p === p2) rows = [p, ...periods.filter((x) => x !== p && order(x) === order(p))].map((x) => [periodName(x), a, x, b, x]);
    rows = rows.filter(([, s, x, t, y], i) => !i || find(s, x) || find(t, y));
    const heads = ['', ...(alike || p !== p2 ? names : names.map((name) => name.slice(0, name.lastIndexOf(', ')))), words.difference];
    table.replaceChildren(element('caption', metric().text));
    table.createTHead().insertRow().append(...heads.map((text, i) => (i ? element('th', big(text), { scope: 'col', className: 'num' }) : element('td', ''))));
    const body = table.createTBody();
    for (const [name, s, x, t, y] of rows) {
      const [l, r] = [find(s, x), find(t, y)];
      const cells = [lineCell(l, m), lineCell(r, m), difference(l, r, m)];
      cells.forEach((td, i) => { td.dataset.label = big(heads[i + 1]); });
      body.insertRow().append(element('th', big(name || metric().text), { scope: 'row' }), ...cells);
    }
    const [l, r] = [find(a, p), find(b, p2)];
    const apart = body.rows[0].cells[3].firstChild.textContent;
    said.textContent = alike && p === p2 ? words.same : `${big(names[0])}: ${told(l, m)}; ${names[1]}: ${told(r, m)}. ${apart === '–' ? (l && r && l.grain !== r.grain ? words.unlike : '') : `${words.difference}: ${apart}.`}`;
    note.textContent = words.note;
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
