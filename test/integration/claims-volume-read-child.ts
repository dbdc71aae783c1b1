/** Reads and checks a file's rows and tells the most memory it took: `node claims-volume-read-child.ts FILE`. */
import { createReadStream } from 'node:fs';
import { checkRow } from '../../src/claims/check-row.ts';
import { readClaimsFile } from '../../src/claims/read-file.ts';
import { date } from '../../src/kernel/dates.ts';

const [, , file] = process.argv;
if (file === undefined) throw new Error('usage: FILE');

let peakHeap = 0;
const sampling = setInterval(() => {
  peakHeap = Math.max(peakHeap, process.memoryUsage().heapUsed);
}, 5);
const bytes = createReadStream(file) as AsyncIterable<Uint8Array>; // no encoding is set, so that its chunks are bytes
let good = 0;
for await (const page of readClaimsFile(bytes, 2_000).pages) {
  if (!page.ok) throw new Error(page.refusal.tag);
  good += page.value.filter((row) => checkRow(row, date('2026-03-01')).ok).length;
}
clearInterval(sampling);
console.log(JSON.stringify({ good, peakHeap }));
