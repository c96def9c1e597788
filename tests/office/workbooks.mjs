// Workbooks as exceljs writes them: everyday kinds of one list, each with what is to come of it.
//   {name, expected: […], again: […] | false, write(path)}
// again: what is expected once LibreOffice has opened and saved the file; the same unless said,
// and false where that is no new file.
import ExcelJS from 'exceljs';
import {american, each, english, head, iso, mapped, ranked, refused, rows, theirHead, theirRows, theirs,
        withCell} from './list.mjs';

const kinds = [];

/// A workbook of sheets [{name, rows, hidden}], in which `change` then changes what it likes.
function book(name, sheets, expected, {days = 'dd/mm/yyyy', change = () => {}, again, ending = 'xlsx', from1904 = false} = {}) {
  const write = async (path) => {
    const workbook = new ExcelJS.Workbook();
    workbook.created = workbook.modified = new Date('2009-10-05T00:00:00Z');
    workbook.properties.date1904 = from1904;
    for (const {name: title, rows: list, hidden} of sheets) {
      const sheet = workbook.addWorksheet(title, {state: hidden ?? 'visible'});
      list.forEach((row, i) => row.forEach((cell, j) => {
        if (cell === null) return;
        const at = sheet.getCell(i + 1, j + 1);
        at.value = cell;
        if (cell instanceof Date || cell.result instanceof Date) at.numFmt = days;
      }));
    }
    change(workbook.worksheets[0], workbook);
    await workbook.xlsx.writeFile(path);
  };
  kinds.push({name, expected: [expected].flat(), again: again === false ? false : [again ?? expected].flat(), write, ending});
}

/// The list on a sheet of its own.
const on = (list, names = head) => [{name: 'List', rows: [names, ...list]}];
/// The list as it is, dressed by `change`.
const dressed = (name, change, expected = ranked()) => book(name, on(rows()), expected, {change});

// Days.
for (const days of ['dd/mm/yyyy', 'yyyy-mm-dd', 'd-mmm-yy', '[$-809]dd mmmm yyyy;@', 'dddd d mmmm yyyy', 'mm-dd-yy',
                    'd/m/yyyy h:mm', '"on" dd.mm.yyyy', '[Blue]yyyy/mm/dd', 'mmm-yy']) {
  book(`days shown as ${days}`, on(rows()), ranked(), {days});
}
book('days from 1904', on(rows()), ranked(), {from1904: true});
book('days with a time', on(each(rows(), (cell) => cell instanceof Date ? new Date(+cell + 9.5 * 3600_000) : cell)),
     ranked(), {days: 'dd/mm/yyyy hh:mm'});
book('days as texts, year first', on(each(rows(), iso)), ranked());
book('days as English texts', on(each(rows(), english)),
     [refused(['List!B2', 'listed_on "06/04/2009"', 'write 2009-04-06 if that is the day meant']),
      ranked({mapping: mapped()})]);
book('days as American texts', on(each(rows(), american)),
     [ranked({mapping: mapped({days: 'order = "month/day/year"'})}),
      refused(['List!B3', '"05/17/2009"', 'is the order in [dates] of the mapping right?'], {mapping: mapped()})]);
book('days, some as texts', on(rows().map((row, i) => i % 2 ? row.map(english) : row)),
     [refused(['List!B3', '"17/05/2009"']), ranked({mapping: mapped()})]);
const serial = (cell) => cell instanceof Date ? +cell / 86_400_000 + 25_569 : cell;
book('days as bare numbers', on(each(rows(), serial)),
     [refused(['List!B2', 'listed_on "39909"']),
      ranked({mapping: mapped({days: 'order = "day/month/year"\nexcel_serials = 1900'})})]);
book('times as texts behind days', on(each(rows(), (cell) => cell instanceof Date ? `${english(cell)} 14:30` : cell)),
     [refused(['List!B2', 'times = "drop"'], {mapping: mapped()}),
      ranked({mapping: mapped({days: 'order = "day/month/year"\ntimes = "drop"'})})]);
book('29 February 1900', on(withCell(1, 'listed_on', 60)), refused(['List!B2', '1900-02-29']),
     {change: (sheet) => { sheet.getCell('B2').numFmt = 'dd/mm/yyyy'; }});

// Texts and numbers.
book('words with capitals', on(each(rows(), (cell) => ['awaiting', 'no', 'ongoing', 'unknown'].includes(cell) ?
  cell[0].toUpperCase() + cell.slice(1) : cell)), ranked());
book('statuses with a blank', on(withCell(3, 'status', 'Duty allocated')), ranked());
book('blanks behind texts', on(each(rows(), (cell) => typeof cell === 'string' ? `${cell}  ` : cell),
                               head.map((name) => ` ${name} `)), ranked());
book('blanks that do not break', on(each(rows(), (cell) => typeof cell === 'string' ? `\u00a0${cell}\u00a0` : cell)), ranked());
book('characters without width', on(each(rows(), (cell) => typeof cell === 'string' ? `${cell}\u200b` : cell)), ranked());
book('line ends behind texts', on(each(rows(), (cell) => typeof cell === 'string' ? `${cell}\n` : cell),
                                  head.map((name) => `${name}\n`)), ranked());
book('a line end inside an id', on(withCell(1, 'case_id', 'SM\n1')), refused(['List!A2', '"SM 1"']));
book('texts in several hands', on(rows().map((row) => row.map((cell) => typeof cell === 'string' && cell.length > 1 ?
  {richText: [{font: {bold: true}, text: cell.slice(0, 1)}, {text: cell.slice(1)}]} : cell))), ranked());
book('numbers as texts', on(each(rows(), (cell) => typeof cell === 'number' ? String(cell) : cell)), ranked());
book('numbers with decimals that are 0', on(rows()), ranked(), {change: (sheet) => { sheet.getColumn(6).numFmt = '0.00'; }});
book('numbers with a half', on(withCell(1, 'da.police_12m', 4.5)), refused(['List!F2', '"4.5"']));
book('numbers below 0', on(withCell(1, 'da.police_12m', -4)), refused(['List!F2', '"-4"']));
book('numbers in words', on(withCell(1, 'da.police_12m', 'four')), refused(['List!F2', '"four"']));
book('a dash where nothing was asked', on(withCell(5, 'da.police_12m', '-')),
     [refused(['List!F6', '"-"']), ranked({list: withCell(5, 'da.police_12m', 'unknown'),
                                           mapping: mapped({more: '[words."*"]\n"-" = "unknown"\n'})})]);
const numbered = (number) => rows().map((row, i) => [number(i + 17), ...row.slice(1)]);
book('ids that are numbers', on(numbered((id) => id)), ranked({list: numbered(String)}));
book('ids that are texts with noughts', on(numbered((id) => `000${id}`)), ranked({list: numbered((id) => `000${id}`)}));
book('ids that are numbers shown with noughts', on(numbered((id) => id)), ranked({list: numbered((id) => `000${id}`)}),
     {change: (sheet) => { for (let i = 2; i <= 6; ++i) sheet.getCell(i, 1).numFmt = '00000'; }});
book('ids of fifteen digits', on(numbered((id) => 123_456_789_012_300 + id)),
     ranked({list: numbered((id) => String(123_456_789_012_300 + id))}));
book('teams that are numbers', on(withCell(1, 'team', 12)), ranked({list: withCell(1, 'team', '12')}));
book('yes and no as truth', on(withCell(1, 'da.reported', true)),
     [refused(['List!E2', '"TRUE"']), ranked({mapping: mapped({more: '[words."da.reported"]\nTRUE = "ongoing"\n'})})]);
book('a text that looks like a formula', on(withCell(1, 'team', '=1+1')), ranked({list: withCell(1, 'team', '=1+1')}));
book('a text longer than any reader takes', on(withCell(1, 'team', 'x'.repeat(5000))), refused(['List!I2', '4096']));

// Formulas and errors.
book('formulas with their values', on(withCell(1, 'da.police_12m', {formula: '2+2', result: 4},
  withCell(1, 'da.reported', {formula: '"on"&"going"', result: 'ongoing'}))), ranked());
book('formulas that are days', on(withCell(1, 'listed_on', {formula: 'DATE(2009,4,6)', result: rows()[0][1]})), ranked());
book('a formula of an empty text', on(withCell(3, 'da.police_12m', {formula: 'IF(1=2,1,"")', result: ''})), ranked());
// LibreOffice works out what has no value.
book('a formula without its value', on(withCell(1, 'da.police_12m', {formula: '2+2'})),
     refused(['List!F2', 'a formula without the value']), {again: ranked()});
book('a shared formula', on(rows()), ranked(), {change: (sheet) => {
  sheet.getCell('F2').value = {formula: '2+2', result: 4, shareType: 'shared', ref: 'F2:F2'};
}});
for (const error of ['#N/A', '#REF!', '#NAME?']) {
  book(`the error ${error}`, on(withCell(2, 'da.reported', {error})), refused(['List!E3', error, 'came to this error']));
}
book('a formula that divides by 0', on(withCell(1, 'da.police_12m', {formula: '1/0', result: {error: '#DIV/0!'}})),
     refused(['List!F2', '#DIV/0!', 'came to this error']));
const noted = (note) => on(rows().map((row) => [...row, note]), [...head, 'Notes']);
book('an error where nobody reads', noted({error: '#N/A'}), ranked({mapping: mapped({file: 'ignore = "Notes"'})}));

// Where the list stands on its sheet.
book('a title above', [{name: 'List', rows: [['Our waiting list'], head, ...rows()]}],
     [refused(['List, row 1', 'named further down']), ranked({mapping: mapped({file: 'header_line = 2'})})]);
book('a title over merged cells', [{name: 'List', rows: [['Our waiting list'], [], head, ...rows()]}],
     [refused(['List, row 1', 'named further down']), ranked({mapping: mapped({file: 'header_line = 3'})})],
     {change: (sheet) => sheet.mergeCells('A1:I1')});
book('names of groups over the columns',
     [{name: 'List', rows: [['The case', null, null, null, 'What is known'], head, ...rows()]}],
     [refused(['named further down']), ranked({mapping: mapped({file: 'header_line = 2'})})],
     {change: (sheet) => { sheet.mergeCells('A1:D1'); sheet.mergeCells('E1:I1'); }});
dressed('columns whose names are merged', (sheet) => sheet.mergeCells('B1:C1'),
        refused(['List!C1', 'take the merging away']));
dressed('cells merged downwards', (sheet) => sheet.mergeCells('I5:I6'));
dressed('cells merged sideways', (sheet) => sheet.mergeCells('F2:G2'), refused(['List!G2', 'take the merging away']));
book('blank rows', [{name: 'List', rows: [[], head, [], ...rows().flatMap((row) => [row, [], [' ']])]}], ranked());
book('rows that end early', on(rows()), ranked(), {change: (sheet) => { sheet.getCell('I200').font = {bold: true}; }});
book('a name that is missing', on(rows(), head.map((name) => name === 'team' ? null : name)),
     refused(['List!I1', 'has no name']));
book('a name that is missing, by its place', on(rows(), head.map((name) => name === 'team' ? null : name)),
     ranked({mapping: mapped({names: head.map((name) => name === 'team' ? 9 : name)})}), {again: false});
book('a name that stands twice', on(rows(), head.map((name) => name === 'team' ? 'status' : name)),
     refused(['List!I1: status', 'stands here twice']));
book('an empty column between', on(rows().map((row) => [row[0], null, ...row.slice(1)]), [head[0], null, ...head.slice(1)]),
     refused(['List!B1', 'has no name']));
book('a list that begins in column C', on(rows().map((row) => [null, null, ...row]), [null, null, ...head]),
     refused(['has no name']));
book('a cell beside the list', on(rows()), refused(['List!L1', 'has no name']),
     {change: (sheet) => { sheet.getCell('L9').value = 'total 5'; }});
book('a total at the end', on([...rows(), ['Total', 5]]),
     [refused(['List!B7', 'listed_on "5"']),
      ranked({mapping: mapped({more: '[[skip]]\ncolumn = "case_id"\nwords = ["Total"]\n'})})]);
book('the names again at each page', on([...rows().slice(0, 2), head, ...rows().slice(2)]), ranked());
book('columns without a row', on([]), ranked({list: []}));

// Columns, words and rows of another program.
book('columns of their own', on(theirRows(), theirHead),
     [refused(['no column of this line is known here', 'waitlist mapping suggest']), ranked({mapping: theirs()})]);
book('columns of their own, days as texts', on(each(theirRows(), english), theirHead), ranked({mapping: theirs()}));
book('words of their own', on(theirRows(), head), refused(['List!D2', '"Open"']), {again: false});
book('a column more', noted('a note'),
     [refused(['List!J1', '"Notes"']), ranked({mapping: mapped({file: 'ignore_others = true'})})]);
book('long notes of several lines', noted('first\nsecond, "third"\n'.repeat(100)),
     ranked({mapping: mapped({file: 'ignore = "Notes"'})}), {change: (sheet) => { sheet.getColumn(10).width = 250; }});
const perChild = rows().flatMap((row) => String(iso(row[2])).split(';').map((born) => row.map((cell, i) => i === 2 ? born : cell)));
book('a row for each child', on(perChild),
     [refused(['has this id too']), ranked({mapping: mapped({file: 'rows = "child"'})})]);
book('a row for each child, the rest merged', on(perChild), ranked({mapping: mapped({file: 'rows = "child"'})}),
     {change: (sheet) => { for (const column of 'ABDEFGHI') sheet.mergeCells(`${column}3:${column}4`); }});
book('a row for each child, the rest left out',
     on(perChild.map((row, i) => i === 2 ? row.map((cell, j) => j === 2 ? cell : null) : row)),
     [refused(['List!A4', 'case_id']), ranked({mapping: mapped({file: 'rows = "child"\nfill_down = "case_id"'})})]);
book('children who disagree', on(perChild.map((row, i) => i === 2 ? row.map((cell, j) => j === 3 ? 'withdrawn' : cell) : row)),
     refused(['the rows of one case have to agree'], {mapping: mapped({file: 'rows = "child"'})}));
book('a case twice', on([...rows(), rows()[0]]), refused(['has this id too', 'List!A7']));
book('a case without an id', on(withCell(3, 'case_id', null)), refused(['List!A4', 'case_id']));
book('a case without a day', on(withCell(3, 'listed_on', null)), refused(['List!B4', 'listed_on']));

// Sheets.
const lookups = {name: 'Lookups', rows: [['awaiting'], ['on_hold']]};
book('a hidden sheet', [...on(rows()), {...lookups, hidden: 'hidden'}],
     ranked({says: '"Lookups" is hidden in the workbook and not read'}));
book('a very hidden sheet', [...on(rows()), {...lookups, hidden: 'veryHidden'}],
     ranked({says: '"Lookups" is hidden in the workbook and not read'}));
book('several sheets', [lookups, ...on(rows())],
     [refused(['"Lookups", "List"', '--sheet NAME']), ranked({sheet: 'List'}),
      refused(['"list"', 'it has "Lookups", "List"'], {sheet: 'list'})]);
book('empty sheets beside it', [{name: 'Sheet2', rows: []}, ...on(rows()), {name: 'Sheet3', rows: [[' ']]}], ranked());
book('nothing at all', [{name: 'Sheet1', rows: []}], refused(['Sheet1', 'the file is empty']));
book('a sheet with a name of its own', [{name: "O'Brien & Zoë, 1 October", rows: [head, ...rows()]}],
     ranked({sheet: "O'Brien & Zoë, 1 October"}));

// What is on a sheet beside its cells.
dressed('frozen panes and a filter', (sheet) => {
  sheet.views = [{state: 'frozen', ySplit: 1, xSplit: 1}];
  sheet.autoFilter = 'A1:I6';
});
dressed('links and comments', (sheet) => {
  sheet.getCell('A2').value = {text: 'SM-1', hyperlink: 'https://example.org/SM-1'};
  sheet.getCell('D2').note = 'looked at';
  sheet.getCell('A1').note = {texts: [{text: 'ours'}]};
});
dressed('hidden rows', (sheet) => { sheet.getRow(3).hidden = sheet.getRow(4).hidden = true; },
        ranked({says: 'Rows 3 to 4 of sheet "List" are hidden'}));
dressed('hidden columns', (sheet) => { sheet.getColumn(9).hidden = true; },
        ranked({says: 'Column I of sheet "List" is hidden'}));
dressed('grouped rows', (sheet) => { sheet.getRow(3).outlineLevel = 1; sheet.getRow(4).outlineLevel = 1; });
dressed('lists to choose from', (sheet) => {
  for (let i = 2; i < 100; ++i) {
    sheet.getCell(i, 5).dataValidation = {type: 'list', allowBlank: true, formulae: ['"ongoing,no,unknown"']};
  }
});
dressed('colours by rules', (sheet) => sheet.addConditionalFormatting({ref: 'F2:F6', rules: [
  {type: 'expression', formulae: ['$F2>3'], style: {fill: {type: 'pattern', pattern: 'solid', bgColor: {argb: 'FFFF0000'}}}}]}));
dressed('colours, fonts and borders', (sheet) => sheet.eachRow((row) => row.eachCell((cell) => {
  cell.font = {name: 'Arial', size: 9, italic: true};
  cell.fill = {type: 'pattern', pattern: 'solid', fgColor: {argb: 'FFFFFF00'}};
  cell.border = {bottom: {style: 'thin'}};
})));
dressed('a picture', (sheet, workbook) => {
  const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  sheet.addImage(workbook.addImage({base64: dot, extension: 'png'}), 'K2:L4');
});
dressed('headers, footers and print areas', (sheet) => {
  sheet.headerFooter.oddFooter = 'Page &P of &N';
  sheet.pageSetup = {printArea: 'A1:I6', printTitlesRow: '1:1', orientation: 'landscape'};
});
dressed('names of ranges', (sheet, workbook) => workbook.definedNames.add('List!$A$2:$A$6', 'Cases'));
kinds.push({name: 'a protected sheet', ending: 'xlsx', expected: [ranked()], again: [ranked()], write: async (path) => {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('List');
  sheet.addRows([head, ...each(rows(), iso)]);
  await sheet.protect('secret', {spinCount: 100});
  await workbook.xlsx.writeFile(path);
}});
book('a table', [{name: 'List', rows: []}], ranked(), {change: (sheet) => sheet.addTable({
  name: 'Cases', ref: 'A1', headerRow: true, columns: head.map((name) => ({name, filterButton: true})),
  rows: each(rows(), iso)})});
book('a table with a row of totals', [{name: 'List', rows: []}], refused(['List!B7', 'listed_on']), {
  change: (sheet) => sheet.addTable({
    name: 'Cases', ref: 'A1', headerRow: true, totalsRow: true,
    columns: head.map((name, i) => i === 0 ? {name, totalsRowLabel: 'Total'} : {name, totalsRowFunction: 'none'}),
    rows: each(rows(), iso)})});

// Other ways of writing, and other names.
for (const [name, useSharedStrings] of [['in their cells', false], ['shared', true]]) {
  kinds.push({name: `written row by row, texts ${name}`, ending: 'xlsx', expected: [ranked()], again: [ranked()],
              write: async (path) => {
    const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({filename: path, useStyles: true, useSharedStrings});
    const sheet = workbook.addWorksheet('List');
    for (const list of [head, ...rows()]) {
      const row = sheet.addRow(list);
      row.eachCell((cell) => { if (cell.value instanceof Date) cell.numFmt = 'dd/mm/yyyy'; });
      row.commit();
    }
    await workbook.commit();
  }});
}
for (const ending of ['xlsm', 'csv', 'xls']) book(`named .${ending}`, on(rows()), ranked(), {ending, again: false});

// exceljs writes CSV too.
const csvBy = (name, expected, options) => kinds.push({name, ending: 'csv', expected: [expected].flat(), again: false,
  write: async (path) => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('List').addRows([head, ...rows()]);
    await workbook.csv.writeFile(path, options);
  }});
csvBy('CSV with days year first', ranked(), {dateFormat: 'YYYY-MM-DD', dateUTC: true});
csvBy('CSV with English days', [refused(['"06/04/2009"']), ranked({mapping: mapped()})],
      {dateFormat: 'DD/MM/YYYY', dateUTC: true});
csvBy('CSV with times', [refused(['2009-04-06T00:00:00'])], {dateUTC: true});
csvBy('CSV with tabs', ranked(), {dateFormat: 'YYYY-MM-DD', dateUTC: true, formatterOptions: {delimiter: '\t'}});

export default kinds;
