import { parseArgs } from 'node:util';
import { crossing } from './crossing.ts';
import { measure, readFigure, type Figure, type Measured, type Read, type Reading } from './figure.ts';
import { letters } from './letters.ts';
import { dailyJobs } from './daily-jobs.ts';
import { dailyReminders } from './daily-reminders.ts';
import { monthCopy, unchangedTime } from './month.ts';
import { overviewLatency, overviewRate } from './portal.ts';
import { firstVisit, laterVisit, lighthouseAccessibility, lighthousePerformance } from './portal-pages.ts';
import { hot, posting } from './posting.ts';
import { rule, ruleExplained } from './rule.ts';

const figures: readonly Figure[] = [
  rule,
  ruleExplained,
  monthCopy,
  unchangedTime,
  letters,
  posting,
  hot,
  dailyJobs,
  dailyReminders,
  crossing,
  overviewLatency,
  overviewRate,
];
const readings: readonly Reading[] = [firstVisit, laterVisit, lighthousePerformance, lighthouseAccessibility];
const all = [...figures, ...readings].map(({ name }) => name);

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'boolean' } } });
const wanted = values.only?.split(',') ?? all;
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`no such figure: ${unknown.join(', ')}; there are ${all.join(', ')}\n`);
  process.exit(2);
}
const asJson = values.json === true;
for (const figure of figures.filter(({ name }) => wanted.includes(name))) {
  announce(figure.name);
  const measured = await measure(figure);
  process.stdout.write(`${asJson ? JSON.stringify(measured) : inWords(figure, measured)}\n`);
}
for (const reading of readings.filter(({ name }) => wanted.includes(name))) {
  announce(reading.name);
  const read = await readFigure(reading);
  process.stdout.write(`${asJson ? JSON.stringify(read) : readInWords(reading, read)}\n`);
}

function announce(name: string): void {
  if (!asJson) process.stderr.write(`${name} …\n`);
}

function inWords(figure: Figure, { name, ours, peer, unit, ratio, runs }: Measured): string {
  const ratios = runs.map((run) => run.ratio).join(' ');
  return `${name}: ours ${ours}, peer ${peer} ${unit}; ratio ${ratio} (runs ${ratios}; ${judged(figure, ratio)})`;
}

function readInWords(reading: Reading, { name, ours, unit, runs }: Read): string {
  return `${name}: ${ours} ${unit} (runs ${runs.join(' ')}; ${judged(reading, ours)})`;
}

function judged({ better, target, note }: Pick<Figure, 'better' | 'target' | 'note'>, value: number): string {
  const reached = better === 'higher' ? value >= target : value <= target;
  const sign = better === 'higher' ? 'at least' : 'at most';
  return `${sign} ${target}: ${reached ? 'reached' : 'NOT reached'}; ${note}`;
}
