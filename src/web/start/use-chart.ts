import type { Shown, UseByDevice } from '../../insight/portal-use.ts';
import { devices, uses } from '../../insight/portal-use.ts';
import { readableDate, type PlainDate } from '../../kernel/dates.ts';
import { html, type Html } from '../ui/html.ts';
import { table } from '../ui/table.ts';
import { startTexts as texts } from './texts.ts';

/** How much the citizens' pages were used lately; counts under 5 are not told apart. */
export interface RecentUse {
  /** The days that it is about, oldest first. */
  readonly days: readonly PlainDate[];
  /** Those with any visit. */
  readonly visits: readonly { readonly day: PlainDate; readonly count: Shown }[];
  readonly byDevice: UseByDevice;
}

const ROW = 30;
/** Per cent of the width: where the bars begin, and the most that one takes, so that its number stands beside it. */
const BARS = { from: 38, most: 44 } as const;

/** Visits a day as bars with their numbers, and the sums by kind of device; nothing where nobody has come. */
export function recentUse(id: string, { days, visits, byDevice }: RecentUse): Html | null {
  if (visits.length === 0) return null;
  const counted = new Map(visits.map(({ day, count }) => [day, count]));
  const bars = days.map((day) => ({ day, count: counted.get(day) ?? 0 }));
  return html`<h3>${texts.useHeading}</h3>
    <p>${texts.useHelp}</p>
    ${visitsChart(`${id}-visits`, bars)}
    <h3 id="${id}-use">${texts.useByDevice}</h3>
    ${table({
      labelledBy: `${id}-use`,
      columns: [texts.use, ...devices.map((device) => texts[deviceTexts[device]])],
      rows: uses.map((what) => [
        texts[useTexts[what]],
        ...devices.map((device) => String(byDevice[what][device])),
      ]),
    })}`;
}

const deviceTexts = {
  phone: 'devicePhone',
  tablet: 'deviceTablet',
  computer: 'deviceComputer',
  unknown: 'deviceUnknown',
} as const;
const useTexts = {
  visit: 'useVisit',
  payment: 'usePayment',
  document: 'useDocument',
  message: 'useMessage',
  plan: 'usePlan',
  'direct-debit': 'useDirectDebit',
} as const;

interface Bar {
  readonly day: PlainDate;
  readonly count: Shown;
}

/** The description tells every number, for those who do not see it. */
function visitsChart(id: string, bars: readonly Bar[]): Html {
  const most = Math.max(...bars.map(({ count }) => lengthOf(count)), 1);
  const described = bars.map(({ day, count }) => `${readableDate(day)}: ${count}.`).join(' ');
  return html`<svg
    class="chart"
    width="100%"
    height="${bars.length * ROW}"
    role="img"
    aria-labelledby="${id}-title ${id}-description"
    focusable="false"
  >
    <title id="${id}-title">${texts.useChart}</title>
    <desc id="${id}-description">${described}</desc>
    ${bars.map((each, index) => bar(each, { top: index * ROW, most }))}
  </svg>`;
}

/** So few that they are not told apart are drawn as if there were one. */
function lengthOf(count: Shown): number {
  return count === 'under 5' ? 1 : count;
}

function bar({ day, count }: Bar, { top, most }: { readonly top: number; readonly most: number }): Html {
  const width = (lengthOf(count) / most) * BARS.most;
  const label = readableDate(day).replace(/ \d{4}$/, '');
  return html`<text x="0" y="${top + 20}">${label}</text>
    <rect class="plan" x="${BARS.from}%" y="${top + 4}" width="${width.toFixed(2)}%" height="22"></rect>
    <text x="${(BARS.from + width + 2).toFixed(2)}%" y="${top + 20}">${count}</text>`;
}
