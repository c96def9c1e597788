// Lists written by hand for LibreOffice, as flat OpenDocument (.fods) and CSV, each with what is to
// come of what LibreOffice makes of it.
//   {name, source, ending, to: [{filter, ending, expected: […], reads}]}
import {csv, each, english, american, head, iso, mapped, ranked, refused, rows, theirHead, theirRows, theirs,
        withCell} from './list.mjs';

const kinds = [];

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ({'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'})[sign]);

/// A cell: a text, number, day, true or false, null, or {xml} as it stands.
function cellXml(cell) {
  if (cell === null) return '<table:table-cell/>';
  if (cell.xml) return cell.xml;
  if (cell instanceof Date) {
    return `<table:table-cell table:style-name="day" office:value-type="date" office:date-value="${
      cell.toISOString().replace('T00:00:00.000Z', '').replace('.000Z', '')}"/>`;
  }
  if (typeof cell === 'number') return `<table:table-cell office:value-type="float" office:value="${cell}"/>`;
  if (typeof cell === 'boolean') return `<table:table-cell table:style-name="truth" office:value-type="boolean" office:boolean-value="${cell}"/>`;
  return `<table:table-cell office:value-type="string">${
    cell.split('\n').map((line) => `<text:p>${escaped(line)}</text:p>`).join('')}</table:table-cell>`;
}

const rowXml = (row, attributes = '') => `<table:table-row${attributes}>${row.map(cellXml).join('')}</table:table-row>`;
const sheetXml = (lines, {name = 'List', style = 'shown', columns = ''} = {}) =>
  `<table:table table:name="${escaped(name)}" table:style-name="${style}">${columns}${lines.join('')}</table:table>`;

// What days look like: parts of a number:date-style.
const parts = {
  'year-month-day': '<number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/>' +
    '<number:text>-</number:text><number:day number:style="long"/>',
  'day/month/year': '<number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/>' +
    '<number:text>/</number:text><number:year number:style="long"/>',
  'day month in letters': '<number:day/><number:text> </number:text><number:month number:textual="true"/>' +
    '<number:text> </number:text><number:year number:style="long"/>',
  'weekday': '<number:day-of-week number:style="long"/><number:text>, </number:text><number:day/><number:text> </number:text>' +
    '<number:month number:style="long" number:textual="true"/><number:text> </number:text><number:year number:style="long"/>',
};

const namespaces = ['office', 'table', 'text', 'style'].map((name) =>
  `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`).join(' ') +
  ' xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"' +
  ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"' +
  ' xmlns:dc="http://purl.org/dc/elements/1.1/"';

/// A flat OpenDocument spreadsheet of these sheets.
function flat(sheets, {days = 'year-month-day', settings = ''} = {}) {
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${namespaces} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<number:date-style style:name="days">${parts[days]}</number:date-style>
<number:number-style style:name="noughts"><number:number number:decimal-places="0" number:min-integer-digits="5"/></number:number-style>
<number:boolean-style style:name="truths"><number:boolean/></number:boolean-style>
<style:style style:name="truth" style:family="table-cell" style:data-style-name="truths"/>
<style:style style:name="day" style:family="table-cell" style:data-style-name="days"/>
<style:style style:name="nought" style:family="table-cell" style:data-style-name="noughts"/>
<style:style style:name="shown" style:family="table"><style:table-properties table:display="true"/></style:style>
<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles>
<office:body><office:spreadsheet>${settings}${sheets.join('\n')}</office:spreadsheet></office:body>
</office:document>
`;
}

const lines = (list = rows(), names = head) => [names, ...list].map((row) => rowXml(row));

/// What LibreOffice turns it into: filters of --convert-to by a word.
const filters = {
  xlsx: ['xlsx:Calc MS Excel 2007 XML', 'xlsx'],
  'Office Open XML': ['xlsx:Calc Office Open XML', 'xlsx'],
  csv: ['csv:Text - txt - csv (StarCalc):44,34,76,1', 'csv'],
  semicolons: ['csv:Text - txt - csv (StarCalc):59,34,76,1', 'csv'],
  tabs: ['csv:Text - txt - csv (StarCalc):9,34,76,1', 'csv'],
  pipes: ['csv:Text - txt - csv (StarCalc):124,34,76,1', 'csv'],
  'quotes around all texts': ['csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true', 'csv'],
  apostrophes: ['csv:Text - txt - csv (StarCalc):44,39,76,1', 'csv'],
  'windows-1252': ['csv:Text - txt - csv (StarCalc):44,34,1,1', 'csv'],
  'utf-16': ['csv:Text - txt - csv (StarCalc):44,34,65535,1', 'csv'],
  'cells as they are kept': ['csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false', 'csv'],
  formulas: ['csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,true', 'csv'],
  'columns of one width': ['csv:Text - txt - csv (StarCalc):FIX,34,76,1', 'csv'],
  ods: ['ods', 'ods'],
  xls: ['xls:MS Excel 97', 'xls'],
  html: ['html:HTML (StarCalc)', 'html'],
  pdf: ['pdf:calc_pdf_Export', 'pdf'],
  xml: ['xml:MS Excel 2003 XML', 'xml'],
  fods: ['fods', 'fods'],
};

/// to: {word of a filter: what is expected}. reads: how LibreOffice reads the source.
function sheet(name, source, to, {ending = 'fods', reads = ''} = {}) {
  kinds.push({name, source, ending, reads, to: Object.entries(to).map(([word, expected]) => {
    const [filter, made] = filters[word];
    return {word, filter, ending: made, expected: [expected].flat()};
  })});
}

// The list as it is, in every form.
sheet('the list', flat([sheetXml(lines())]), {
  xlsx: ranked(),
  'Office Open XML': ranked(),
  csv: ranked(),
  semicolons: ranked(),
  tabs: ranked(),
  pipes: ranked(),
  'quotes around all texts': ranked(),
  apostrophes: refused(["'case_id'", 'no column of this line is known here']),
  // A letter that is not UTF-8, and what says so.
  'windows-1252': [refused(['UTF-8', '--encoding']), ranked({with: ['--encoding', 'windows-1252']})],
  'utf-16': [refused(['UTF-16', '--encoding']), ranked({with: ['--encoding', 'utf-16']})],
  'cells as they are kept': ranked(),
  'columns of one width': refused('cells are separated by `,`, `;`, `|` or tab'),
  ods: refused(['OpenDocument', '.xlsx']),
  xls: refused(['in the form of before 2007 (.xls)', 'save it as .xlsx']),
  // What many systems call .xls.
  html: refused(['begins as a web page', 'save its sheet as .xlsx']),
  xml: refused(['in HTML or XML', 'save its sheet as .xlsx']),
  fods: refused(['in HTML or XML', 'save its sheet as .xlsx']),
  pdf: refused('begins as a PDF file does'),
});

// Days.
sheet('English days', flat([sheetXml(lines())], {days: 'day/month/year'}), {
  xlsx: ranked(),
  csv: [refused(['listed_on "06/04/2009"', 'write 2009-04-06 if that is the day meant']), ranked({mapping: mapped()})],
  semicolons: ranked({mapping: mapped()}),
});
sheet('days with the month in letters', flat([sheetXml(lines())], {days: 'day month in letters'}), {
  xlsx: ranked(), csv: [refused('"6 Apr 2009"'), ranked({mapping: mapped()})]});
sheet('days with their weekday', flat([sheetXml(lines())], {days: 'weekday'}), {
  xlsx: ranked(), csv: ranked({mapping: mapped()})});
sheet('days with a time', flat([sheetXml(lines(each(rows(), (cell) =>
  cell instanceof Date ? new Date(+cell + 14.5 * 3600_000) : cell)))]), {xlsx: ranked(), csv: ranked()});
sheet('days from 1904', flat([sheetXml(lines())], {settings:
  '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'}),
  {xlsx: ranked(), csv: ranked()});
sheet('days as English texts', flat([sheetXml(lines(each(rows(), english)))]), {
  xlsx: [refused(['List!B2', '"06/04/2009"']), ranked({mapping: mapped()})], csv: ranked({mapping: mapped()})});

// Cells.
const formula = (of, type, value, shown) => ({xml: `<table:table-cell table:formula="of:=${escaped(of)}" office:value-type="${
  type}" office:${type === 'string' ? 'string-value' : 'value'}="${value}"><text:p>${shown}</text:p></table:table-cell>`});
sheet('formulas', flat([sheetXml(lines(withCell(1, 'da.police_12m', formula('2+2', 'float', 4, '4'),
  withCell(1, 'da.reported', formula('"on"&"going"', 'string', 'ongoing', 'ongoing')))))]), {
  xlsx: ranked(), csv: ranked(), formulas: refused(['"=2+2"'])});
sheet('a formula without an answer', flat([sheetXml(lines(withCell(1, 'da.police_12m', formula('NA()', 'float', 0, '#N/A'))))]), {
  xlsx: refused(['List!F2', '#N/A', 'came to this error']), csv: refused(['"#N/A"'])});
sheet('truth', flat([sheetXml(lines(withCell(1, 'da.reported', true)))]), {
  xlsx: [refused(['List!E2', '"TRUE"']), ranked({mapping: mapped({more: '[words."da.reported"]\nTRUE = "ongoing"\n'})})],
  csv: refused(['"TRUE"'])});
const spaced = {xml: '<table:table-cell office:value-type="string"><text:p><text:s text:c="3"/>awaiting<text:s/></text:p></table:table-cell>'};
sheet('blanks around a text', flat([sheetXml(lines(withCell(1, 'status', spaced)))]), {xlsx: ranked(), csv: ranked()});
const linked = {xml: '<table:table-cell office:value-type="string"><office:annotation><dc:creator>A</dc:creator><text:p>look</text:p></office:annotation>' +
  '<text:p><text:a xlink:href="https://example.org/" xlink:type="simple">SM-1</text:a></text:p></table:table-cell>'};
sheet('a link and a comment', flat([sheetXml(lines(withCell(1, 'case_id', linked)))]), {xlsx: ranked(), csv: ranked()});
const nought = {xml: '<table:table-cell table:style-name="nought" office:value-type="float" office:value="17"/>'};
sheet('an id that is a number shown with noughts', flat([sheetXml(lines(withCell(1, 'case_id', nought)))]), {
  xlsx: ranked({list: withCell(1, 'case_id', '00017')}), csv: ranked({list: withCell(1, 'case_id', '00017')}),
  'cells as they are kept': ranked({list: withCell(1, 'case_id', '17')})});
sheet('notes of several lines', flat([sheetXml(lines(rows().map((row) => [...row, 'one, "two"\nthree; four']), [...head, 'Notes']))]), {
  xlsx: ranked({mapping: mapped({file: 'ignore = "Notes"'})}), csv: ranked({mapping: mapped({file: 'ignore = "Notes"'})}),
  semicolons: [ranked({mapping: mapped({file: 'ignore = "Notes"'})}), refused('"Notes"')]});

// Rows, columns and sheets.
const merged = (text, down, across) => ({xml: `<table:table-cell table:number-rows-spanned="${down}" table:number-columns-spanned="${
  across}" office:value-type="string"><text:p>${escaped(text)}</text:p></table:table-cell>${'<table:covered-table-cell/>'.repeat(across - 1)}`});
sheet('a title over merged cells', flat([sheetXml([rowXml([merged('Waiting list, 1 October', 1, 9)]), rowXml([null]), ...lines()])]), {
  xlsx: [refused(['List, row 1', 'named further down']), ranked({mapping: mapped({file: 'header_line = 3'})})],
  csv: [refused('named further down'), ranked({mapping: mapped({file: 'header_line = 3'})})]});
const mergedTeam = rows().map((row, i) => i === 3 ? [...row.slice(0, 8), merged("Zoë's", 2, 1)] :
  i === 4 ? [...row.slice(0, 8), {xml: '<table:covered-table-cell/>'}] : row);
sheet('a team merged downwards', flat([sheetXml(lines(mergedTeam))]), {
  xlsx: ranked(),
  // CSV has the first of merged cells alone.
  csv: [ranked({list: withCell(5, 'team', null)}), ranked({mapping: mapped({file: 'fill_down = "team"'})})]});
const perChild = rows().flatMap((row) => String(iso(row[2])).split(';').map((born) => row.map((cell, i) => i === 2 ? born : cell)));
sheet('a row for each child', flat([sheetXml(lines(perChild))]), {
  xlsx: [refused('has this id too'), ranked({mapping: mapped({file: 'rows = "child"'})})],
  csv: [refused('has this id too'), ranked({mapping: mapped({file: 'rows = "child"'})})]});
sheet('blank rows, and hidden ones', flat([sheetXml([
  '<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>',
  rowXml(head), ...rows().map((row, i) => rowXml(row, i === 2 ? ' table:visibility="collapse"' : '')),
  '<table:table-row table:number-rows-repeated="1000"><table:table-cell/></table:table-row>'])]), {
  xlsx: ranked({says: 'Row 7 of sheet "List" is hidden'}), csv: ranked()});
sheet('rows that say the same, written once', flat([sheetXml([rowXml(head), rowXml(rows()[0], ' table:number-rows-repeated="2"')])]), {
  xlsx: refused(['has this id too', 'List!A3']), csv: refused('has this id too')});
sheet('a hidden column', flat([sheetXml(lines(), {columns:
  '<table:table-column table:number-columns-repeated="8"/><table:table-column table:visibility="collapse"/>'})]), {
  xlsx: ranked({says: 'Column I of sheet "List" is hidden'}), csv: ranked()});
const lookups = (style) => sheetXml([rowXml(['awaiting']), rowXml(['on_hold'])], {name: 'Lookups', style});
sheet('a hidden sheet', flat([sheetXml(lines()), lookups('hidden')]), {
  xlsx: ranked({says: '"Lookups" is hidden in the workbook and not read'}), csv: ranked()});
sheet('several sheets', flat([sheetXml(lines()), lookups('shown')]), {
  xlsx: [refused(['"List", "Lookups"', '--sheet NAME']), ranked({sheet: 'List'})], csv: ranked()});
sheet('nothing', flat([sheetXml([rowXml([null])])]), {
  xlsx: refused(['List', 'the file is empty']), csv: refused('the file is empty')});
sheet('columns of their own', flat([sheetXml(lines(theirRows(), theirHead))], {days: 'day/month/year'}), {
  xlsx: [refused(['no column of this line is known here', 'waitlist mapping suggest']), ranked({mapping: theirs()})],
  csv: [refused(['no column of this line is known here', 'waitlist mapping suggest']), ranked({mapping: theirs()})],
  semicolons: ranked({mapping: theirs()}), 'windows-1252': ranked({mapping: theirs(), with: ['--encoding', 'windows-1252']})});

// CSV that was opened in LibreOffice and saved as something else.
const reads = 'Text - txt - csv (StarCalc):44,34,76,1';
sheet('CSV opened', csv(rows()), {xlsx: ranked(), semicolons: ranked()}, {ending: 'csv', reads});
sheet('CSV with English days, opened in English', csv(each(rows(), english)), {xlsx: ranked()},
      {ending: 'csv', reads: `${reads},,2057`});
sheet('CSV with American days, opened in American', csv(each(rows(), american)), {xlsx: ranked()},
      {ending: 'csv', reads: `${reads},,1033`});
// Nobody can put back the noughts that opening took.
const noughts = withCell(1, 'case_id', '0017');
sheet('CSV with noughts, opened', csv(noughts), {xlsx: ranked({list: withCell(1, 'case_id', '17')})}, {ending: 'csv', reads});
sheet('CSV with noughts, opened with its ids as texts', csv(noughts), {xlsx: ranked({list: noughts})},
      {ending: 'csv', reads: `${reads},1/2`});

export {filters};
export default kinds;
