// What the scripts of several pages say with: sentences with {places}, numbers, elements, and what periods are called.
const { lang } = document.documentElement;
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
const figure = (v, d = 0) => new Intl.NumberFormat(lang, { useGrouping: 'always', minimumFractionDigits: d, maximumFractionDigits: d }).format(v);
const element = (tag, text, more) => Object.assign(document.createElement(tag), { textContent: text }, more);
const periodName = (p, words) => {
  if (p === 'all') return words.ever;
  if (p[5] === 'Q') return fill(words.quarter, { q: words.quarters.split('|')[p[6] - 1], y: p.slice(0, 4) });
  return p[4] ? new Intl.DateTimeFormat(lang, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(p)) : p;
};
