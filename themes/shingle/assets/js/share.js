// To take away: a chart as a picture (PNG, with its finding, key, notes and source), and a citation to copy. What came of it
// is said in the status beside the button. The picture is drawn from the page's own drawing, in the colours the reader sees.
(() => {
  const ready = (button, act) => {
    button.hidden = false;
    button.addEventListener('click', async () => { button.nextElementSibling.textContent = await act(); });
  };
  const tidy = (e) => e.textContent.replace(/\s+/g, ' ').trim();
  const cite = document.querySelector('.cite cite');
  const source = () => tidy(cite) + location.hash;

  const picture = (figure) => {
    const svg = [...figure.querySelectorAll('.chart-plot svg')].find((s) => s.getClientRects().length);
    const look = getComputedStyle(svg);
    const { width, height } = svg.getBoundingClientRect();
    const edge = 24;
    const scale = 1400 / (width + 2 * edge);
    const canvas = document.createElement('canvas');
    const pen = canvas.getContext('2d');
    // What stands above and below, broken into lines: [font, line, height].
    const lines = (text, font, high, tone) => {
      pen.font = `${font} ${look.fontFamily}`;
      const out = [];
      for (const word of text.split(' ')) {
        const last = out.at(-1);
        if (last && pen.measureText(`${last.text} ${word}`).width <= width) last.text += ` ${word}`;
        else out.push({ text: word, font: pen.font, high, tone });
      }
      return out;
    };
    const [ink, soft] = ['strong', 'text'].map((name) => look.getPropertyValue(`--chart-${name}`));
    const signs = { missed: '◇', unclear: '□', provisional: '○', promise: '┄', band: '▒' };
    const key = [...figure.querySelectorAll('.key span')].filter((s) => s.getClientRects().length).map((s) => `${signs[s.className.slice(2)]} ${tidy(s)}`).join('   ');
    const [finding, of] = figure.querySelector('figcaption').children;
    const above = [...lines(tidy(finding), '700 20px', 27, ink), ...lines(tidy(of), '14px', 26, soft)];
    const below = [key, ...[...figure.querySelectorAll('ol.notes li')].map((li) => `${li.value}. ${tidy(li)}`), source()].filter(Boolean).flatMap((text) => lines(text, '13px', 20, soft));
    const sum = (all) => all.reduce((n, l) => n + l.high, 0);
    canvas.width = (width + 2 * edge) * scale;
    canvas.height = (sum(above) + height + sum(below) + 2 * edge + 12) * scale;
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.fillStyle = look.getPropertyValue('--chart-paper');
    pen.fillRect(0, 0, canvas.width, canvas.height);
    const write = (all, top) => all.reduce((y, l) => {
      pen.font = l.font;
      pen.fillStyle = l.tone;
      pen.fillText(l.text, edge, y + l.high * 0.75);
      return y + l.high;
    }, top);
    const top = write(above, edge);
    write(below, top + height + 12);
    for (const e of svg.querySelectorAll('path, text')) {
      const s = getComputedStyle(e);
      const m = e.getCTM();
      pen.setTransform(scale, 0, 0, scale, edge * scale, top * scale);
      pen.transform(m.a, m.b, m.c, m.d, m.e, m.f);
      if (!e.checkVisibility() || e.closest('defs')) continue;
      pen.fillStyle = s.fill;
      pen.globalAlpha = s.opacity * s.fillOpacity;
      if (e.localName === 'text') {
        pen.font = `${s.fontWeight} ${s.fontSize} ${look.fontFamily}`;
        pen.textAlign = { middle: 'center', end: 'right' }[s.textAnchor] ?? 'left';
        pen.textBaseline = 'middle';
        pen.fillText(e.textContent, e.getAttribute('x') ?? 0, e.getAttribute('y') ?? 0);
        continue;
      }
      const path = new Path2D(e.getAttribute('d'));
      if (s.fill !== 'none') pen.fill(path);
      pen.globalAlpha = s.opacity * s.strokeOpacity;
      pen.strokeStyle = s.stroke;
      pen.lineWidth = parseFloat(s.strokeWidth);
      pen.lineJoin = s.strokeLinejoin;
      pen.setLineDash((s.strokeDasharray.match(/[\d.]+/g) ?? []).map(Number));
      if (s.stroke !== 'none') pen.stroke(path);
    }
    return new Promise((done) => canvas.toBlob(done));
  };

  for (const button of document.querySelectorAll('button[data-picture]')) {
    ready(button, async () => {
      const blob = await picture(button.closest('figure'));
      const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: button.dataset.picture });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      return `${button.dataset.done} ${link.download}`;
    });
  }
  for (const button of document.querySelectorAll('button[data-copy]')) {
    const from = document.getElementById(button.dataset.copy);
    ready(button, async () => {
      try {
        await navigator.clipboard.writeText(from === cite ? source() : from.textContent);
        return button.dataset.done;
      } catch { // without a clipboard to write to, the text is chosen, ready to be copied
        getSelection().selectAllChildren(from);
        return document.execCommand('copy') ? button.dataset.done : button.dataset.chosen;
      }
    });
  }
})();
