// Runs statements in DuckDB: a line of JSON {sql, rows} in, a line {ms, rows} or {error} out.
import { DuckDBInstance } from '@duckdb/node-api';
import { createInterface } from 'node:readline';

const database = await DuckDBInstance.create(':memory:', {
  threads: process.argv[2],
  preserve_insertion_order: 'false', // its faster setting; no result here rests on that order
});
const connection = await database.connect();
const plain = (_, value) => (typeof value === 'bigint' ? Number(value) : value);

for await (const line of createInterface({ input: process.stdin })) {
  const { sql, rows } = JSON.parse(line);
  let answer;
  try {
    const begin = performance.now();
    const result = rows ? await connection.runAndReadAll(sql) : await connection.run(sql);
    answer = { ms: performance.now() - begin, rows: rows ? result.getRows() : [] };
  } catch (fault) {
    answer = { error: String(fault) };
  }
  process.stdout.write(`${JSON.stringify(answer, plain)}\n`);
}
