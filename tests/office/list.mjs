// The list that every file says, its plain CSV, and mappings for those who say it in their words.
export const head = ['case_id', 'listed_on', 'child_dobs', 'status', 'da.reported', 'da.police_12m',
                     'da.markers', 'reviewed_on', 'team'];

const day = (text) => new Date(`${text}T00:00:00Z`);

/// A new copy; cells are texts, numbers, days (Date, midnight UTC) or null.
export const rows = () => [
  ['SM-1', day('2009-04-06'), day('2008-02-01'), 'awaiting', 'ongoing', 4, 'stalking', day('2009-09-28'), 'North'],
  ['SM-2', day('2009-05-17'), '2001-11-30;2005-06-09', 'awaiting', 'no', 0, 'no', day('2009-09-21'), 'South, West'],
  ['SM-3', day('2009-06-29'), 'unknown', 'duty_allocated', 'unknown', null, null, null, 'North'],
  ['SM-4', day('2009-07-06'), day('2004-12-25'), 'awaiting', 'reported', 2, 'unknown', day('2009-09-07'), "Zoë's"],
  ['SM-5', day('2009-03-02'), day('2006-08-15'), 'awaiting', null, null, null, null, "Zoë's"],
];

export const iso = (cell) => cell instanceof Date ? cell.toISOString().slice(0, 10) : cell;
export const english = (cell) => cell instanceof Date ? iso(cell).split('-').reverse().join('/') : cell;
export const american = (cell) => cell instanceof Date ?
  english(cell).replace(/^(..)\/(..)/, '$2/$1') : cell;

/// Every cell of a list of rows, changed.
export const each = (list, change) => list.map((row) => row.map(change));

/// The list with one cell of it as another: column by its name, case by its number from 1.
export const withCell = (number, column, cell, list = rows()) => {
  list[number - 1][head.indexOf(column)] = cell;
  return list;
};

/// The list as a case file.
export const csv = (list, names = head) => [names, ...each(list, iso)].map((row) => row.map((cell) => {
  const text = cell === null ? '' : String(cell);
  return /[,"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}).join()).join('\n') + '\n';

// The columns and words of another program.
export const theirHead = ['Case No', 'Date received', 'DOBs', 'Current status', 'DA?', 'Police calls', 'Markers',
                          'Last review', 'Team'];
const theirWords = {awaiting: 'Open', duty_allocated: 'With duty', ongoing: 'Y', no: 'N'};
export const theirRows = (list = rows()) => each(list, (cell) => theirWords[cell] ?? cell);

const columns = (names) => '[columns]\n' +
  head.map((ours, i) => `"${ours}" = ${JSON.stringify(names[i])}\n`).join('');
const dayFirst = '[dates]\norder = "day/month/year"\n';
const words = '[words.status]\nOpen = "awaiting"\n"With duty" = "duty_allocated"\n' +
  '[words."da.reported"]\nY = "ongoing"\n[words."*"]\nN = "no"\n';

/// file: keys of [file]; days: keys of [dates] instead of day before month; more: other tables.
export const mapped = ({names = head, file = '', days = '', more = ''} = {}) =>
  `format = 1\n[file]\n${file}\n${columns(names)}${days ? `[dates]\n${days}\n` : dayFirst}${more}`;
export const theirs = (more = {}) => mapped({...more, names: theirHead, more: words + (more.more ?? '')});

// What is expected of a file.

/// Ranked as the plain CSV of these rows is. says: what standard error has to tell beside it.
export const ranked = ({list = rows(), mapping = '', sheet = '', says = '', with: more = []} = {}) =>
  ({list, mapping, says, args: [...(sheet ? ['--sheet', sheet] : []), ...more]});

/// Refused, and the text has each of these causes.
export const refused = (causes, {mapping = '', sheet = '', with: more = []} = {}) =>
  ({causes: [causes].flat(), mapping, args: [...(sheet ? ['--sheet', sheet] : []), ...more]});
