// The reports as the command line makes them: what the tests open and the screenshots show.
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';

const data = 'examples/data/staffordshire';
const policy = ['--policy', 'policies/staffordshire_2009.toml'];
const day = ['--as-of', '2009-10-05'];

const work = ['--roster', `${data}_roster.csv`, '--travel', `${data}_travel.csv`,
              '--work', `${data}_work.csv`, '--instructions', `${data}_instructions.csv`];

// name: the arguments that make the page.
const shipped = {
  allocation: ['allocate', `${data}_2009.csv`, ...work, ...policy, ...day],
  queue: ['rank', `${data}_2009.csv`, ...policy, ...day],
  policy: ['policy', 'show', 'policies/staffordshire_2009.toml'],
  change: ['policy', 'diff', 'policies/national_criteria_2009.toml', 'policies/staffordshire_2009.toml'],
  plan: ['plan', 'policies/national_criteria_2009.toml', 'policies/staffordshire_2009.toml', `${data}_2009.csv`, ...day, '--top', '20'],
  robustness: ['robustness', `${data}_2009.csv`, ...policy, ...day],
  foresight: ['foresee', 'examples/allocation_simulation/what_would_help.toml', '--futures', '19', '--threads', '2'],
  likely: ['rank', `${data}_2009.csv`, ...policy, ...day, '--top', '45', '--foresee', 'examples/allocation_simulation/what_would_help.toml', '--futures', '19'],
  equality: ['equality', `${data}_2009.csv`, ...policy, ...day, '--deals', '999'],
  front: ['rank', `${data}_2009.csv`, ...policy, ...day, '--top', '45'],
  brief: ['rank', `${data}_2009.csv`, ...policy, ...day, '--print', 'brief'],
  family: ['explain', `${data}_2009.csv`, ...policy, ...day, '--case', 'SM-0001', '--for', 'family', '--contact', '01234 567 890'],
};

const rightToLeft = '\u05e9\u05dc\u05d5\u05dd \u202eabc';
const longWord = 'Unteilbar'.repeat(22);
export const hostileTexts = ['<script>window.harmed=1</script>', `"'&<b>`, rightToLeft, longWord];

const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
const hostileIds = ['<img/src=x/onerror=harmed=1>', `a"'&<b>`, '\u05e9\u05dc\u05d5\u05dd', 'W'.repeat(64)].map(quoted);

// A list whose every text tries to break the page.
const hostileList = [
  'case_id,area,team,status,listed_on,hold_reason,cp.child_harm',
  ...hostileTexts.map(quoted).map((cell, i) =>
    `${hostileIds[i]},${cell},${cell},${i === 3 ? 'on_hold' : 'awaiting'},2009-0${i + 1}-01,${i === 3 ? cell : ''},${i === 2 ? 'corroborated' : 'no'}`),
  // Rows that are set apart as faulty.
  ...hostileTexts.map(quoted).map((cell) => `${cell},,,,${cell},,`),
].join('\n') + '\n';

// Practitioners of the same kind: bases, competences and a reason to be away.
const hostileRoster = [
  'practitioner_id,base,competences,caseload,absences',
  ...hostileTexts.map((text, i) => [hostileIds[i], quoted(text), quoted(text), i + 1,
    i === 3 ? quoted(`2009-10-05/2009-10-06 ${text}`) : ''].join()),
].join('\n') + '\n';

// A policy that does the same.
const hostilePolicy = () => readFileSync('policies/staffordshire_2009.toml', 'utf8').replace(
  /^(title|status_line|label|meaning|action|why|publisher|date) = "/gm,
  (start) => `${start}${JSON.stringify(hostileTexts.join(' ')).slice(1, -1)} `);

// Groups that stand far apart, and whose names do the same.
const hostileGroups = ['case_id,listed_on,team,monitoring.sex', ...Array.from({length: 60}, (_, i) =>
  `c${100 + i},2009-0${1 + Math.floor(i / 15)}-${10 + i % 15},${quoted(hostileTexts[i % 4])},${i < 24 ? 'female' : 'male'}`)].join('\n') + '\n';
const hostileFacts = () => readFileSync('policies/private_law_facts.toml', 'utf8').replace(
  /label = "(Sex of the eldest child|Female|Male)"/g,
  (_, label) => `label = ${JSON.stringify(`${hostileTexts.join(' ')} ${label}`)}`);
const simulations = 'examples/allocation_simulation';
const textbook = 'examples/textbook_queues';

// The example, so long that a Debug build has it soon. Its files are where they were.
const exampleSimulation = ({replications, days}) => readFileSync(join(simulations, 'five_years.toml'), 'utf8')
  .replace(/^replications = .*/m, `replications = ${replications}`)
  .replace(/^horizon_days = .*/m, `horizon_days = ${days}`)
  .replace(/"([^"]*\.(?:toml|csv))"/g, (_, file) => `"${resolve(simulations, file)}"`);

// A queue whose every text tries to break the page.
const hostileQueue = () => {
  let next = 0;
  return readFileSync(join(textbook, 'four_disciplines.toml'), 'utf8')
    .replace('cases = 100_000', 'cases = 1_000')
    .replace(/^label = .*\n/mg, '')
    .replace(/^id = "(first|second|third|last)"$/mg,
      (line) => `${line}\nlabel = ${JSON.stringify(hostileTexts[next++])}`)
    .replace(/^title = .*/m, `title = ${JSON.stringify(hostileTexts.join(' '))}`)
    .replace(/"(\w*\.toml)"/g, (_, file) => `"${resolve(textbook, file)}"`);
};

// What may become of a list whose every text tries to break the page.
const hostileArea = (list, policy) => {
  let next = 0;
  return readFileSync(join(simulations, 'what_would_help.toml'), 'utf8')
    .replace(/^(title|status_line) = .*/mg, (_, key) => `${key} = ${JSON.stringify(`${next++} ${hostileTexts.join(' ')}`)}`)
    .replace(/^policies = \[[^\]]*\]/m, `policies = [${JSON.stringify(resolve(policy))}]`)
    .replace(/^bands_of = .*\n/m, '')
    .replace('"../data/staffordshire_2009.csv"', JSON.stringify(resolve(list)))
    .replace(/^count = 96/m, 'count = 1').replace(/^caseload = 9/m, 'caseload = 1');
};

// Makes every page in `folder` with the program; gives name -> file.
export function makePages(program, folder, length = {replications: 4, days: 365}) {
  mkdirSync(folder, {recursive: true});
  const files = {};
  const make = (name, args) => {
    files[name] = join(folder, `${name}.html`);
    const {status, stderr} = spawnSync(program, [...args, '--format', 'html', '--output', files[name]], {encoding: 'utf8'});
    const wanted = args.includes('--faulty') ? 5 : 0;
    if (status !== wanted) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  };
  for (const [name, args] of Object.entries(shipped)) make(name, args);

  for (const [name, scenario] of [['simulation', exampleSimulation(length)], ['hostile_queue', hostileQueue()]]) {
    const file = join(folder, `${name}.toml`);
    writeFileSync(file, scenario);
    make(name, ['simulate', file, '--threads', '2']);
  }

  const list = join(folder, 'hostile.csv');
  writeFileSync(list, hostileList);
  make('hostile', ['rank', list, ...policy, ...day, '--faulty', 'apart']);
  make('sure', ['rank', `${data}_2009.csv`, ...policy, ...day, '--sure-first', '50']);
  make('hostile_brief', ['rank', list, ...policy, ...day, '--faulty', 'apart', '--print', 'brief']);
  make('hostile_plan', ['plan', 'policies/national_criteria_2009.toml', 'policies/staffordshire_2009.toml', list, ...day, '--faulty', 'apart']);
  // The last lists of a record, with texts that try to break the page.
  const log = join(folder, 'log');
  rmSync(log, {recursive: true, force: true});
  for (const on of ['2009-10-05', '2009-10-06']) {
    spawnSync(program, ['record', 'add', log, list, ...policy, '--as-of', on, '--faulty', 'apart',
                        ...(on === '2009-10-05' ? ['--origin', 'pages.example/log'] : [])]);
  }
  make('plan_series', ['plan', 'policies/national_criteria_2009.toml', 'policies/staffordshire_2009.toml', '--record', log]);
  const roster = join(folder, 'hostile_roster.csv');
  writeFileSync(roster, hostileRoster);
  make('hostile_allocation', ['allocate', list, '--roster', roster, ...policy, ...day, '--faulty', 'apart']);

  // The same list later: one case gone, one listed again later for a reason, one lowered.
  const earlier = join(folder, 'earlier.csv');
  writeFileSync(earlier, 'case_id,listed_on,da.marac,child_dobs\n' +
    hostileIds.map((id, i) => `${id},2009-0${i + 1}-01,heard,2003-01-01`).join('\n') + '\n');
  const later = join(folder, 'later.csv');
  writeFileSync(later, 'case_id,listed_on,da.marac,relisted_reason\n' +
    hostileIds.slice(1).map((id, i) =>
      `${id},2009-0${i + 5}-01,no,${quoted(hostileTexts[i])}`).join('\n') + '\n');
  make('since', ['rank', later, '--since', earlier, ...policy, ...day]);

  const bad = join(folder, 'hostile.toml');
  writeFileSync(bad, hostilePolicy());
  const facts = ['--facts', 'policies/private_law_facts.toml'];
  make('hostile_policy', ['policy', 'show', bad, ...facts]);
  make('hostile_robustness', ['robustness', list, '--policy', bad, ...facts, ...day, '--first', '2', '--share', '100', '--faulty', 'apart']);
  const waiting = join(folder, 'hostile_waiting.csv');
  writeFileSync(waiting, hostileList.split('\n').slice(0, 1 + hostileTexts.length).join('\n') + '\n');
  const area = join(folder, 'hostile_area.toml');
  writeFileSync(area, hostileArea(waiting, bad));
  make('hostile_foresight', ['foresee', area, ...facts, '--futures', '19']);
  make('hostile_likely', ['rank', waiting, '--policy', bad, ...facts, ...day, '--foresee', area, '--futures', '19']);
  const groups = join(folder, 'hostile_groups.csv');
  writeFileSync(groups, hostileGroups);
  const hostileSchema = join(folder, 'hostile_facts.toml');
  writeFileSync(hostileSchema, hostileFacts());
  make('hostile_equality', ['equality', groups, '--policy', bad, '--facts', hostileSchema, ...day, '--deals', '199']);
  make('hostile_change', ['policy', 'diff', 'policies/national_criteria_2009.toml', bad, ...facts]);

  const great = join(folder, 'great.csv');
  execFileSync(program, ['generate', '--cases', '20000', '--seed', '7', ...day, '--output', great]);
  make('great', ['rank', great, ...policy, ...day]);
  return files;
}
