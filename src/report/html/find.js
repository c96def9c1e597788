// Finding in the queue: the page reads without it, it only hides rows and opens the one linked to.
(() => {
  const form = document.getElementById('find');
  const choices = ['band', 'area', 'team'].map((key) => ({key, box: form.querySelector(`#find-${key}`)}));
  const id = form.querySelector('#find-id');
  const said = form.querySelector('output');
  const rows = [...document.querySelectorAll('.queue > .row')];
  const ids = rows.map((row) => row.dataset.id.toLowerCase());
  const tiers = [...document.querySelectorAll('.tier')];

  const apply = () => {
    const wanted = id.value.trim().toLowerCase();
    const asked = choices.filter(({box}) => box && box.value !== '');
    let shown = 0;
    rows.forEach((row, i) => {
      const fits = ids[i].includes(wanted) && asked.every(({key, box}) => row.dataset[key] === box.value);
      if (row.hidden === fits) row.hidden = !fits;
      if (fits) ++shown;
    });
    for (const tier of tiers) tier.hidden = !tier.querySelector('.row:not([hidden])');
    said.value = `${shown.toLocaleString('en-GB')} of ${rows.length.toLocaleString('en-GB')} cases shown`;
  };

  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  };
  const open = () => {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const whole = row && row.querySelector(':scope > details');
    if (!whole) return;
    if (row.hidden) {
      form.reset();
      apply();
    }
    whole.open = true;
    whole.querySelector('summary').focus();
  };

  form.addEventListener('submit', (event) => event.preventDefault());
  id.addEventListener('input', soon);
  for (const {box} of choices) if (box) box.addEventListener('change', apply);
  addEventListener('hashchange', open);
  form.hidden = false;
  apply();
  open();
})();
