// Charts stand in the page as pictures. When a reader reaches for one (pointer, tap, focus, key), ECharts is
// fetched, draws the same picture in the same box, and then tells of a point what its row of the table says:
// in the line above the plot, and spoken when it is chosen with the arrow keys. Whatever fails, the picture stays.
//
// figure.chart[data-options, data-table, data-engine, data-integrity] > .chart-plot[data-size] > svg
// table#<data-table> > tr[data-key], [data-live] for what is spoken
(() => {
  let engine; // one promise for all charts

  const loadEngine = ({ engine: src, integrity }) => engine ??= new Promise((done, failed) => {
    const script = document.createElement('script');
    if (integrity) script.integrity = integrity;
    script.src = src;
    script.onload = () => done(window.shingleChart);
    script.onerror = failed;
    document.head.append(script);
  });

  const tidy = (element) => element.textContent.replace(/[ \t\r\n]+/g, ' ').trim();

  // rowOf gives a table's row as lines: its heading, then "column: value" for each cell that holds one.
  function rowOf(table, key) {
    const row = [...table?.rows ?? []].find((r) => r.dataset.key === key);
    if (!row) return [key];
    const heads = table.tHead?.rows[0].cells ?? [];
    const lines = [];
    for (const cell of row.cells) {
      const head = heads[cell.cellIndex];
      const text = tidy(cell);
      if (!text || head?.dataset.tip === 'no') continue;
      lines.push(lines.length && head ? `${tidy(head)}: ${text}` : text);
    }
    return lines;
  }

  function attend(figure, plot, loadOptions) {
    let live; // the chart that ECharts drew, once it has
    let started = false;
    let want = null; // the point to show: {share} across the picture, {move} from the last, or {end}
    let at = null; // the point shown

    const line = figure.querySelector('.point');
    const hint = line.textContent;

    function show() {
      if (!live || !want) return;
      let next;
      if (want.share !== undefined) next = live.at(want.share);
      else if (want.end !== undefined || at === null) next = want.end === 0 ? 0 : live.count - 1;
      else next = Math.max(0, Math.min(live.count - 1, at + want.move));
      const spoken = want.share === undefined && figure.querySelector('[data-live]');
      want = null;
      if (next === at) return;
      at = next;
      live.show(at);
      const [period, ...cells] = rowOf(document.getElementById(figure.dataset.table), live.key(at));
      line.replaceChildren(Object.assign(document.createElement('b'), { textContent: period }), ...cells.map((text) => `, ${text}`));
      if (spoken) spoken.textContent = line.textContent;
    }

    function hide() {
      if (at !== null) line.textContent = hint;
      want = at = null;
      live?.hide();
    }

    async function reach() {
      if (started) return;
      started = true;
      try {
        const [charts, options] = await Promise.all([loadEngine(figure.dataset), loadOptions()]);
        live = charts.take(plot.querySelector('svg'), options[plot.dataset.size]);
        show();
      } catch {
        live = null; // the picture stays
      }
    }

    const point = (event) => {
      if (event.pointerType === 'touch' && event.type !== 'click' && !live) return; // a finger on its way down the page
      const box = plot.querySelector('svg').getBoundingClientRect();
      want = { share: (event.clientX - box.left) / box.width };
      reach();
      show();
    };
    const keys = { ArrowLeft: { move: -1 }, ArrowRight: { move: 1 }, Home: { end: 0 }, End: { end: 1 } };

    for (const type of ['pointerenter', 'pointermove', 'pointerdown', 'click']) plot.addEventListener(type, point);
    plot.addEventListener('pointerleave', (event) => event.pointerType === 'touch' || hide());
    plot.addEventListener('focus', reach);
    plot.addEventListener('blur', hide);
    plot.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === 'Escape') return hide();
      if (!keys[event.key]) return;
      event.preventDefault();
      want = { ...keys[event.key] };
      reach();
      show();
    });
    document.addEventListener('pointerdown', (event) => plot.contains(event.target) || at === null || hide());

    // Without this script there is nothing to reach for, and no stop for the tabulator.
    plot.tabIndex = 0;
    const caption = figure.querySelector('figcaption');
    if (caption?.id) plot.setAttribute('aria-labelledby', caption.id);
    plot.setAttribute('role', 'application'); // so that screen readers leave the arrow keys to us
  }

  for (const figure of document.querySelectorAll('figure.chart[data-options]')) {
    let options; // one promise for both sizes
    const words = JSON.parse(figure.dataset.words); // what the picture says, in the page's language
    const load = () => options ??= fetch(figure.dataset.options).then((r) => r.text()).then((text) => JSON.parse(text.replace(/month:..|quarter:|word:[a-z]+|\u202f(%|(?=\d))/g, (word) => words[word])));
    for (const plot of figure.querySelectorAll('.chart-plot[data-size]')) attend(figure, plot, load);
  }
})();
