// What must hold of every page. Each check gives the faults it sees; none is good.
import axe from 'axe-core';
import {pathToFileURL} from 'node:url';

// Opens a file and keeps what it asked for and what it said.
export async function open(browser, file, options = {}) {
  const context = await browser.newContext({viewport: {width: 1440, height: 900}, ...options});
  const page = await context.newPage();
  const seen = {requests: [], messages: []};
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('console', (message) => seen.messages.push(message.text()));
  page.on('pageerror', (error) => seen.messages.push(String(error)));
  page.on('dialog', (dialog) => {
    seen.messages.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  await page.goto(pathToFileURL(file).href);
  return {page, seen, close: () => context.close()};
}

export async function accessibility(page) {
  await page.evaluate(axe.source);
  const {violations} = await page.evaluate(() => axe.run());
  return violations.map(({id, help, nodes}) =>
    `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(' | ')}`);
}

export async function widthFaults(page, width) {
  await page.setViewportSize({width, height: 900});
  return page.evaluate((asked) => {
    const wide = document.scrollingElement.scrollWidth;
    if (wide <= asked) return [];
    const culprits = [...document.querySelectorAll('main *')]
      .filter((e) => e.getBoundingClientRect().right > asked + 1 && !e.closest('.scroll'));
    return [`${wide} wide at ${asked}: ${culprits.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)).join(' | ')}`];
  }, width);
}

// What a strict content-security policy would have to let in, and whether there is one.
export const marksAgainstPolicy = (page) => page.evaluate(() => {
  const faults = [];
  const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? '';
  if (!policy.startsWith("default-src 'none'")) faults.push(`policy: ${policy}`);
  if (/unsafe|http|\*/.test(policy)) faults.push(`loose policy: ${policy}`);
  for (const element of document.querySelectorAll('*')) {
    for (const {name, value} of element.attributes) {
      if (/^on/i.test(name) || name === 'style') faults.push(`${element.tagName} ${name}`);
      if (['src', 'href', 'action', 'srcset'].includes(name) && !value.startsWith('#')) {
        faults.push(`${element.tagName} ${name}=${value}`);
      }
    }
  }
  return faults;
});

// Everything that can be opened and was not reached by pressing Tab.
export async function unreachedByKeyboard(page) {
  const wanted = await page.evaluate(() => {
    const all = [...document.querySelectorAll('summary, .row a, form input, form select')]
      .filter((e) => e.checkVisibility());
    all.forEach((e, i) => e.dataset.reach = i);
    return all.length;
  });
  const reached = new Set();
  for (let press = 0; press < wanted * 8 + 200 && reached.size < wanted; ++press) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => document.activeElement?.dataset.reach);
    if (at !== undefined) reached.add(at);
  }
  return wanted - reached.size;
}
