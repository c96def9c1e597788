// Lists as exceljs and LibreOffice write them: the program ranks each as the plain CSV of the same
// cases, or refuses it and names the cause.
//   node check_office.mjs PROGRAM FOLDER     from the repository; soffice is on the path
import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {basename, join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {csv} from './list.mjs';
import sheets from './sheets.mjs';
import workbooks from './workbooks.mjs';

const [program, folder] = [resolve(process.argv[2]), resolve(process.argv[3])];
rmSync(folder, {recursive: true, force: true});
mkdirSync(folder, {recursive: true});

/// Turns all files into another form by one run of LibreOffice; each needs a name of its own.
function converted(files, filter, reads, to) {
  const done = spawnSync('soffice', [
    `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`, '--headless', '--norestore',
    ...(reads ? [`--infilter=${reads}`] : []), '--convert-to', filter, '--outdir', to, ...files,
  ], {encoding: 'utf8', env: {...process.env, LC_ALL: 'C.UTF-8'}});
  if (done.error) throw new Error(`LibreOffice cannot be run: ${done.error.message}`);
  if (done.status !== 0) throw new Error(`LibreOffice ended with ${done.status}: ${done.stderr}`);
}

const named = (of, i, ending) => join(folder, of, `${i + 1}.${ending}`);

/// Every file with what is expected of it: [{what, path, expected}].
async function written() {
  const files = [];
  const add = (what, path, expected) => {
    if (!existsSync(path)) throw new Error(`${what}: ${path} was not written`);
    files.push({what, path, expected});
  };
  for (const of of ['exceljs', 'again', 'sources']) mkdirSync(join(folder, of));
  for (const [i, kind] of workbooks.entries()) {
    const path = named('exceljs', i, kind.ending);
    await kind.write(path);
    add(`exceljs, ${kind.name}`, path, kind.expected);
  }
  const again = [...workbooks.entries()].filter(([, kind]) => kind.again);
  converted(again.map(([i]) => named('exceljs', i, 'xlsx')), 'xlsx:Calc MS Excel 2007 XML', '', join(folder, 'again'));
  for (const [i, kind] of again) add(`exceljs, ${kind.name}, saved by LibreOffice`, named('again', i, 'xlsx'), kind.again);

  // One run for all that are read and written the same way.
  const runs = new Map();
  for (const [i, kind] of sheets.entries()) {
    const source = named('sources', i, kind.ending);
    writeFileSync(source, kind.source);
    for (const {word, filter, ending, expected} of kind.to) {
      const key = JSON.stringify([filter, kind.reads]);
      if (!runs.has(key)) runs.set(key, {filter, reads: kind.reads, to: join(folder, `saved-${runs.size + 1}`), made: []});
      const run = runs.get(key);
      run.made.push({source, what: `LibreOffice, ${kind.name}: ${word}`, expected,
                     path: join(run.to, basename(source).replace(/\.\w+$/, `.${ending}`))});
    }
  }
  for (const {filter, reads, to, made} of runs.values()) {
    converted(made.map(({source}) => source), filter, reads, to);
    for (const {what, path, expected} of made) add(what, path, expected);
  }
  return files;
}

const run = (path, args = []) => spawnSync(program, [
  'rank', path, '--policy', 'policies/staffordshire_2009.toml', '--as-of', '2009-10-05', '--format', 'csv', ...args,
], {encoding: 'utf8'});

const plain = join(folder, 'plain.csv');
const known = new Map();
/// The ranking of the plain CSV of these rows.
function rankingOf(list) {
  const text = csv(list);
  if (!known.has(text)) {
    writeFileSync(plain, text);
    const done = run(plain);
    if (done.status !== 0) throw new Error(`the plain list is refused: ${done.stderr}`);
    known.set(text, done.stdout);
  }
  return known.get(text);
}

const mapping = join(folder, 'mapping.toml');
/// What is wrong; nothing: it is as expected.
function fault(path, {list, says, causes, mapping: map, args}) {
  if (map) writeFileSync(mapping, map);
  const done = run(path, [...args, ...(map ? ['--mapping', mapping] : [])]);
  const told = `status ${done.status}\n${done.stderr.slice(0, 1500)}`;
  if (list) {
    if (done.status !== 0) return `expected a ranking: ${told}`;
    if (done.stdout !== rankingOf(list)) return `another ranking:\n${done.stdout}expected:\n${rankingOf(list)}`;
    return done.stderr.includes(says) ? '' : `expected "${says}": ${told}`;
  }
  if (done.status !== 3 || done.stdout !== '') return `expected a refusal: ${told}${done.stdout}`;
  const missing = causes.filter((cause) => !done.stderr.includes(cause));
  return missing.length === 0 ? '' : `expected ${JSON.stringify(missing)}: ${told}`;
}

const files = await written();
const count = {ranked: 0, refused: 0, failed: 0};
for (const {what, path, expected} of files) {
  for (const one of expected) {
    const wrong = fault(path, one);
    if (wrong) {
      count.failed += 1;
      console.log(`FAILED: ${what} (${path}): ${wrong}`);
    } else {
      count[one.list ? 'ranked' : 'refused'] += 1;
    }
  }
}
if (files.length < 60) throw new Error(`only ${files.length} files`);
const by = (path) => files.filter((file) => file.path.includes(path)).length;
const ofExceljs = by(join(folder, 'exceljs'));
console.log(`${files.length} files: ${ofExceljs} by exceljs, ${files.length - ofExceljs} by LibreOffice; ` +
  `${count.ranked} times ranked as the plain list, ${count.refused} times refused with the cause` +
  (count.failed ? `, ${count.failed} times wrong` : ''));
process.exit(count.failed ? 1 : 0);
