// Pictures of the reports for the docs.
//   WAITLIST=program node screenshots.mjs FOLDER      run from the repository
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {launch} from './browser.mjs';
import {open} from './checks.mjs';
import {makePages} from './pages.mjs';

// What each picture shows: the page, the part it begins with, and what is opened.
const pictures = {
  allocation: {page: 'allocation', from: '#practitioner-3', opened: '#unit-3 details', height: 800},
  allocation_proof: {page: 'allocation', from: '#proofs', height: 860},
  queue: {page: 'queue', from: '#find', opened: '#case-4 details', height: 1050},
  queue_delayed: {page: 'queue', from: '#delayed', height: 700},
  queue_telephone: {page: 'queue', from: '#find', width: 390, height: 800, colorScheme: 'dark'},
  policy: {page: 'policy', height: 900},
  policy_waiting: {page: 'policy', from: '#waiting', height: 1150},
  policy_change: {page: 'change', height: 1250},
  plan: {page: 'plan', from: '#moves', height: 1150},
  plan_rules: {page: 'plan', from: '#rules', height: 1150},
  robustness: {page: 'robustness', from: '#cut', height: 1150},
  foresight: {page: 'foresight', from: '#policy-2', height: 1250},
  queue_likely: {page: 'likely', from: '#find', height: 700},
  equality: {page: 'equality', from: '#fact-1', height: 1250},
  simulation: {page: 'simulation', from: '#key', height: 1150},
  simulation_spread: {page: 'simulation', from: '#waits', height: 1250},
  simulation_gains: {page: 'simulation', from: '#gains', height: 900},
};

const folder = process.argv[2];
mkdirSync(folder, {recursive: true});
const files = makePages(process.env.WAITLIST, process.env.PAGES, {replications: 20, days: 1826});
const browser = await launch();
for (const [name, picture] of Object.entries(pictures)) {
  const {width = 1200, height, colorScheme = 'light'} = picture;
  const {page, close} = await open(browser, files[picture.page],
                                   {viewport: {width, height}, colorScheme});
  if (picture.opened) await page.locator(picture.opened).evaluate((e) => { e.open = true; });
  if (picture.from) {
    await page.locator(picture.from).evaluate((e) => scrollTo(0, e.getBoundingClientRect().top + scrollY - 16));
  }
  await page.screenshot({path: join(folder, `${name}.png`)});
  await close();
}
await browser.close();
