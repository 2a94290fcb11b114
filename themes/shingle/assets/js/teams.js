// Many teams: a field to find one by its name, and a box for those that missed a promise.
(() => {
  const form = document.querySelector('form.filter');
  if (!form) return;
  const rows = [...document.querySelectorAll('.matrix tbody tr')];
  const add = (text, type) => {
    const label = document.createElement('label');
    const input = Object.assign(document.createElement('input'), { type });
    label.append(...(type === 'search' ? [text, input] : [input, text]));
    form.append(label);
    return input;
  };
  const find = add(form.dataset.find, 'search');
  const missed = add(form.dataset.missed, 'checkbox');
  const none = document.createElement('p');
  none.setAttribute('role', 'status');
  form.append(none);
  const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  form.addEventListener('input', () => {
    for (const row of rows) row.hidden = missed.checked && row.dataset.missed === undefined || !plain(row.cells[0].textContent).includes(plain(find.value.trim()));
    none.textContent = rows.every((row) => row.hidden) ? form.dataset.none : '';
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.hidden = false;
})();
