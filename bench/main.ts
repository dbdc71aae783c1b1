import { parseArgs } from 'node:util';
import { crossing } from './crossing.ts';
import { measure, type Figure, type Measured } from './figure.ts';
import { letters } from './letters.ts';
import { dailyJobs } from './daily-jobs.ts';
import { dailyReminders } from './daily-reminders.ts';
import { monthCopy, unchangedTime } from './month.ts';
import { overviewLatency, overviewRate } from './portal.ts';
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

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'boolean' } } });
const wanted = values.only?.split(',') ?? figures.map(({ name }) => name);
const unknown = wanted.filter((name) => !figures.some((figure) => figure.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `no such figure: ${unknown.join(', ')}; there are ${figures.map(({ name }) => name).join(', ')}\n`,
  );
  process.exit(2);
}
for (const figure of figures.filter(({ name }) => wanted.includes(name))) {
  if (values.json !== true) process.stderr.write(`${figure.name} …\n`);
  const measured = await measure(figure);
  process.stdout.write(`${values.json === true ? JSON.stringify(measured) : inWords(figure, measured)}\n`);
}

function inWords(
  { target, note }: Figure,
  { name, ours, peer, unit, ratio, better, runs }: Measured,
): string {
  const reached = better === 'higher' ? ratio >= target : ratio <= target;
  const sign = better === 'higher' ? 'at least' : 'at most';
  const ratios = runs.map((run) => run.ratio).join(' ');
  return `${name}: ours ${ours}, peer ${peer} ${unit}; ratio ${ratio} (runs ${ratios}; ${sign} ${target}: ${reached ? 'reached' : 'NOT reached'}; ${note})`;
}
