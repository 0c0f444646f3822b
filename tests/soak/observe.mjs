// What runs in the page beside the app, and only looks: what is typed, what is shown, and what
// the footer says of it. It tells each at once, so that a killed page has told what it could.

/** Put into every page. `names`: the control's name of each path; of rows by `row:` and field. */
export function observe(names) {
  const paths = new Map(Object.entries(names).map(([path, name]) => [name, path]));
  const say = (what) => window.soakSay?.(what);
  const footer = () => document.querySelector('.foot .saved');
  const shown = (control) => (control.type === 'radio' ? (control.checked ? control.value : null) : control.value);

  /** Of which answer a control is; `row` is the element of its row. */
  const place = (control) => {
    const [name] = control.name?.split('-') ?? [];
    const path = paths.get(name);
    return path && { path, row: control.closest('.one-row') };
  };
  const post = (row) => row && (row.querySelector(`[name^="${names['row:post']}-"]`)?.value ?? null);

  const look = () => {
    const values = {};
    const rows = [];
    for (const control of document.querySelectorAll('form.form [name]')) {
      const at = place(control);
      if (!at) continue;
      const value = shown(control);
      if (at.row) {
        let row = rows.find((one) => one.row === at.row);
        if (!row) rows.push((row = { row, values: {} }));
        row.row = at.row;
        if (value !== null) row.values[at.path.slice(4)] = value;
      } else if (value !== null || !(at.path in values)) {
        values[at.path] = value;
      }
    }
    const state = footer()?.className ?? '';
    return { state, words: footer()?.textContent ?? '', values, rows: rows.map((one) => one.values) };
  };
  window.soakLook = look;

  // The work page of who acts for another: the lines by path, and what is in the open editor.
  window.soakLines = () => {
    const text = (line) => line.querySelector(':scope > .line-value > p.pre')?.textContent ?? '';
    const lines = [...document.querySelectorAll('.line[data-at]')].map((line) => [line.dataset.at, text(line)]);
    const edited = {};
    for (const control of document.querySelectorAll('form.editor [name]')) {
      const at = place(control);
      if (at && !at.row) edited[at.path] = shown(control) ?? edited[at.path] ?? null;
    }
    return { lines, edited };
  };

  let last = '';
  const see = () => {
    const state = footer()?.className ?? '';
    if (!/ here/.test(state)) {
      if (last !== state) say({ kind: 'footer', state: (last = state) });
      return;
    }
    const now = look();
    const text = JSON.stringify([now.state, now.values, now.rows]);
    if (text === last) return;
    last = text;
    say({ kind: 'saved', ...now });
  };

  // Choices have no such event; and what nothing came of is out of date.
  let old = {};
  document.addEventListener('beforeinput', ({ target }) => (old = { target, value: target.value }), true);
  document.addEventListener(
    'input',
    (event) => {
      const at = place(event.target);
      if (!at) return;
      const before = old.target === event.target ? old.value : null;
      old = {};
      say({ kind: 'write', path: at.path, row: post(at.row), before, value: shown(event.target) });
    },
    true,
  );
  document.addEventListener(
    'click',
    (event) => {
      const button = event.target.closest?.('.one-row .push');
      if (button) say({ kind: 'row-removed', row: post(button.closest('.one-row')) });
    },
    true,
  );
  document.addEventListener('DOMContentLoaded', () => {
    const options = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['class'] };
    new MutationObserver(see).observe(document.body, options);
    setInterval(see, 100);
  });
}
