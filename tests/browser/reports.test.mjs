// The HTML reports in a real browser: accessible, silent, narrow and wide, on paper, without script.
//   WAITLIST=program node --test      run from the repository
import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import {launch} from './browser.mjs';
import {accessibility, marksAgainstPolicy, open, unreachedByKeyboard, widthFaults} from './checks.mjs';
import {hostileTexts, makePages} from './pages.mjs';

const folder = process.env.PAGES ?? join(tmpdir(), 'waitlist-pages');
const files = makePages(process.env.WAITLIST, folder);
const small = Object.keys(files).filter((name) => name !== 'great');
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const openSome = (page) => page.evaluate(() => {
  for (const details of [...document.querySelectorAll('details')].slice(0, 12)) details.open = true;
});

for (const name of small) {
  describe(name, () => {
    // The whole queue has the same rows as its front, and takes axe half a minute.
    for (const colorScheme of name === 'queue' ? [] : ['light', 'dark']) {
      test(`nothing stands in the way of anybody, ${colorScheme}`, async () => {
        const {page, close} = await open(browser, files[name], {colorScheme});
        await openSome(page);
        assert.deepEqual(await accessibility(page), []);
        await close();
      });
    }
    test('asks for nothing but itself and says nothing', async () => {
      const {page, seen, close} = await open(browser, files[name]);
      await openSome(page);
      await page.waitForTimeout(200);
      assert.equal(seen.requests.length, 1);
      assert.deepEqual(seen.messages, []);
      await close();
    });
    test('keeps its strict policy; no handler and no style inside elements', async () => {
      const {page, close} = await open(browser, files[name]);
      assert.deepEqual(await marksAgainstPolicy(page), []);
      await close();
    });
    test('never scrolls sideways, on a telephone, a tablet, a desk or paper', async () => {
      const {page, close} = await open(browser, files[name]);
      await openSome(page);
      for (const width of [360, 768, 1440]) assert.deepEqual(await widthFaults(page, width), []);
      await page.emulateMedia({media: 'print'});
      assert.deepEqual(await widthFaults(page, 768), []);
      const paper = await page.pdf({format: 'A4'});
      writeFileSync(join(folder, `${name}.pdf`), paper);
      assert.equal(paper.subarray(0, 5).toString(), '%PDF-');
      await close();
    });
    test('reads without script', async () => {
      const {page, seen, close} = await open(browser, files[name], {javaScriptEnabled: false});
      assert.ok(await page.locator('h1').isVisible());
      if (await page.locator('details').count()) {
        const first = page.locator('details').first();
        await first.locator('> summary').click();
        assert.equal(await first.getAttribute('open'), '');
      }
      assert.equal(await page.locator('#find').isVisible(), false);
      assert.deepEqual(seen.messages, []);
      await close();
    });
    test('every row is reached by keyboard', async () => {
      const {page, close} = await open(browser, files[name]);
      assert.equal(await unreachedByKeyboard(page), 0);
      await close();
    });
  });
}

describe('the queue board', () => {
  test('finds a case by its id and by band, and says how many it shows', async () => {
    const {page, close} = await open(browser, files.queue);
    const said = page.locator('#find output');
    assert.equal(await said.textContent(), '375 of 375 cases shown');
    await page.fill('#find-id', 'sm-0001');
    await page.waitForFunction(() => document.querySelector('#find output').value.startsWith('1 of'));
    assert.equal(await page.locator('.row:visible').count(), 1);
    await page.fill('#find-id', '');
    await page.selectOption('#find-band', {label: 'P1'});
    await page.waitForFunction(() => !document.querySelector('#find output').value.startsWith('1 of'));
    for (const row of await page.locator('.row:visible .tag:first-of-type').allTextContents()) {
      assert.equal(row, 'P1');
    }
    await close();
  });
  test('shows first what is not ranked, row by row', async () => {
    const {page, close} = await open(browser, files.hostile);
    assert.equal(await page.locator('main h2').first().textContent(), 'Not ranked, must be looked at');
    assert.equal(await page.locator('section[aria-labelledby="faulty"] tbody tr').count(), hostileTexts.length);
    assert.equal(await page.locator('nav.contents a').first().getAttribute('href'), '#faulty');
    await close();
  });
  test('a link opens the row it leads to, also when the filter hides it', async () => {
    const {page, close} = await open(browser, files.queue);
    await page.fill('#find-id', 'no such case');
    await page.waitForFunction(() => document.querySelector('#find output').value.startsWith('0 of'));
    const link = page.locator('#due ~ .scroll a').first();
    const anchor = await link.getAttribute('href');
    await link.click();
    await page.waitForFunction((id) => document.querySelector(`${id} details`).open, anchor);
    assert.ok(await page.locator(`${anchor} .whole`).isVisible());
    await close();
  });
  test('what an open row says adds up to the points of the row', async () => {
    const {page, close} = await open(browser, files.queue);
    const sums = await page.evaluate(() => [...document.querySelectorAll('.row')].map((row) => {
      const thousandths = (text) => Math.round(parseFloat(text) * 1000);
      const lines = [...row.querySelectorAll('.whole table:first-of-type tbody')][0].rows;
      const parts = [...lines].slice(0, -1).map((line) => thousandths(line.cells[2].textContent));
      return [parts.reduce((a, b) => a + b, 0), thousandths(row.querySelector('.points').textContent)];
    }));
    assert.equal(sums.length, 375);
    for (const [parts, points] of sums) assert.equal(parts, points);
    await close();
  });
});

const sheets = async (file) => {
  const {page, close} = await open(browser, file);
  await page.emulateMedia({media: 'print'});
  const paper = (await page.pdf({format: 'A4'})).toString('latin1');
  await close();
  return paper.match(/\/Type\s*\/Page\b/g).length;
};

test('the queue in brief takes a tenth of the sheets', async () => {
  const whole = await sheets(files.queue);
  const brief = await sheets(files.brief);
  assert.ok(brief * 10 <= whole, `${brief} sheets against ${whole}`);
});

for (const name of ['front', 'since', 'hostile', 'allocation', 'hostile_allocation', 'policy', 'hostile_policy', 'change',
                    'hostile_change', 'foresight', 'hostile_foresight', 'plan', 'hostile_plan', 'plan_series',
                    'robustness', 'hostile_robustness', 'equality', 'hostile_equality', 'simulation', 'hostile_queue']) {
  test(`on a telephone no column and no points are out of sight: ${name}`, async () => {
    const {page, close} = await open(browser, files[name], {viewport: {width: 360, height: 900}});
    await page.evaluate(() => { for (const details of document.querySelectorAll('details')) details.open = true; });
    const sideways = await page.evaluate(() => [...document.querySelectorAll('.scroll, table')]
      .filter((box) => box.scrollWidth > box.clientWidth + 1 || box.getBoundingClientRect().right > window.innerWidth)
      .map((box) => box.outerHTML.slice(0, 200)));
    assert.deepEqual(sideways, []);
    const hidden = await page.evaluate(() => [...document.querySelectorAll('.stack tbody td, .stack tbody th')]
      .filter((cell) => cell.checkVisibility() && cell.textContent.trim() !== '')
      .filter((cell) => {
        const words = document.createRange();
        words.selectNodeContents(cell);
        return words.getBoundingClientRect().right > window.innerWidth || cell.scrollWidth > cell.clientWidth + 1;
      })
      .map((cell) => cell.textContent.slice(0, 80)));
    assert.deepEqual(hidden, []);
    assert.ok(await page.locator('.stack tbody td').count() > 0);
    // Each cell is told apart from the others.
    const nameless = await page.evaluate(() => [...document.querySelectorAll('.stack tbody td')]
      .filter((cell) => cell.textContent.trim() !== '')
      .filter((cell) => getComputedStyle(cell, '::before').content === 'none').length);
    assert.equal(nameless, 0);
    await close();
  });
}

test('a page of the queue has one form of dates', async () => {
  const {page, close} = await open(browser, files.queue);
  const text = await page.locator('main').textContent();
  assert.deepEqual(text.match(/\b\d{4}-\d{2}-\d{2}\b/g), null);
  assert.ok(/\b5 October 2009\b/.test(text));
  await close();
});

test('the number of cases of each heading is that of its rows', async () => {
  const {page, close} = await open(browser, files.queue);
  const numbers = await page.evaluate(() => [...document.querySelectorAll('.tier')].map((tier) =>
    [parseInt(tier.querySelector('h3').textContent.match(/: (\d+) case/)[1], 10), tier.querySelectorAll('.row').length]));
  assert.ok(numbers.length > 3);
  for (const [said, rows] of numbers) assert.equal(said, rows);
  await close();
});

for (const name of small.filter((one) => one.startsWith('hostile'))) {
  test(`texts that try to break a page are shown as texts: ${name}`, async () => {
    const {page, seen, close} = await open(browser, files[name]);
    await openSome(page);
    assert.equal(await page.evaluate(() => window.harmed), undefined);
    assert.equal(await page.locator('main img').count(), 0);
    const text = await page.locator('main').textContent();
    for (const hostile of hostileTexts) assert.ok(text.includes(hostile), hostile);
    assert.deepEqual(seen.messages, []);
    await close();
  });
}

test('every chart of the simulation page is named, and has its figures in a table', async () => {
  const {page, close} = await open(browser, files.simulation);
  const charts = await page.evaluate(() => [...document.querySelectorAll('svg[role=img]')].map((svg) => {
    const named = svg.getAttribute('aria-labelledby').split(' ').map((id) => document.getElementById(id)?.textContent);
    return {named, rows: svg.closest('div').querySelectorAll('details tbody tr').length};
  }));
  assert.ok(charts.length > 10);
  for (const {named, rows} of charts) {
    assert.ok(named.every((words) => words?.length > 0), String(named));
    assert.ok(rows > 0, String(named));
  }
  await close();
});

for (const name of ['foresight', 'hostile_foresight', 'plan', 'hostile_plan', 'robustness', 'hostile_robustness', 'equality', 'hostile_equality']) {
  test(`every chart is named, and its section has the figures in a table: ${name}`, async () => {
    const {page, close} = await open(browser, files[name]);
    const charts = await page.evaluate(() => [...document.querySelectorAll('svg[role=img]')].map((svg) => {
      const named = svg.getAttribute('aria-labelledby').split(' ').map((id) => document.getElementById(id)?.textContent);
      return {named, rows: svg.closest('section').querySelectorAll('tbody tr').length};
    }));
    assert.ok(charts.length > 0);
    for (const {named, rows} of charts) {
      assert.ok(named.every((words) => words?.length > 0), String(named));
      assert.ok(rows > 0, String(named));
    }
    await close();
  });
}

test('labels of the picture of places stand beside each other, and inside it', async () => {
  for (const name of ['plan', 'hostile_plan']) {
    const {page, close} = await open(browser, files[name]);
    const faults = await page.evaluate(() => {
      const svg = document.querySelector('svg[aria-labelledby^=slopes]');
      const frame = svg.getBoundingClientRect();
      const labels = [...svg.querySelectorAll('text')].map((text) => [text.textContent, text.getBoundingClientRect()]);
      const found = labels.filter(([, box]) => box.left < frame.left || box.right > frame.right || box.bottom > frame.bottom)
        .map(([words]) => `outside: ${words}`);
      // A line of text is taller than its letters: boxes may touch.
      labels.forEach(([words, a], i) => labels.slice(i + 1).forEach(([other, b]) => {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 0.5 && high > 2) found.push(`${words} on ${other}`);
      }));
      return found;
    });
    assert.deepEqual(faults, []);
    await close();
  }
});

test('20,000 cases open and filter', async (t) => {
  const start = performance.now();
  const {page, seen, close} = await open(browser, files.great);
  t.diagnostic(`opened in ${Math.round(performance.now() - start)} ms`);
  for (const wanted of ['77', '']) {
    const ms = await page.evaluate(async (value) => {
      const box = document.getElementById('find-id');
      const said = document.querySelector('#find output');
      const start = performance.now();
      box.value = value;
      box.dispatchEvent(new Event('input'));
      const before = said.value;
      while (said.value === before) await new Promise((go) => setTimeout(go, 5));
      await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
      return performance.now() - start;
    }, wanted);
    const shown = await page.locator('#find output').textContent();
    t.diagnostic(`filtered by "${wanted}" in ${Math.round(ms)} ms: ${shown}`);
    const fitting = await page.evaluate((part) =>
      [...document.querySelectorAll('.row')].filter((row) => row.dataset.id.includes(part)).length, wanted);
    assert.ok(fitting > 0);
    assert.ok(shown.startsWith(`${fitting.toLocaleString('en-GB')} of `), shown);
  }
  assert.deepEqual(seen.messages, []);
  await close();
});

test('the checks see what is wrong with a page', async () => {
  const bad = join(folder, 'bad.html');
  const good = readFileSync(files.front, 'utf8');
  writeFileSync(bad, good
    .replace('<h1>', '<img src="https://example.org/x.png"><p onclick="x()" style="width:2000px">no</p><h1>')
    .replace('<html lang="en-GB">', '<html>'));
  const {page, seen, close} = await open(browser, bad);
  assert.ok(seen.messages.some((message) => message.includes('Content Security Policy')));
  assert.ok((await accessibility(page)).some((fault) => fault.startsWith('html-has-lang')));
  assert.equal((await marksAgainstPolicy(page)).length, 3);
  await page.evaluate(() => document.querySelector('p').setAttribute('class', 'wide'));
  await page.evaluate(() => { document.querySelector('h1').textContent = ''; document.querySelector('main').append(Object.assign(document.createElement('canvas'), {width: 2000})); });
  assert.equal((await widthFaults(page, 360)).length, 1);
  await close();
});
