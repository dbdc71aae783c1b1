import {
  devices,
  useByDay,
  useByDevice,
  uses,
  type Device,
  type Use,
  type UseByDevice,
  type UseOfDay,
} from '../insight/portal-use.ts';
import { addDays, dayInCopenhagen, readableDate } from '../kernel/dates.ts';
import { readInMunicipality } from '../platform/database.ts';
import { jsonOption, municipalityOption, UsageError, type Command } from './command.ts';

/** Days that are shown where none are told. */
const USUAL_DAYS = 30;

/** `afdrag portal statistics`: how much the citizens' pages are used, by day and kind of device. */
export const portalStatisticsCommand: Command = {
  words: 'portal statistics',
  usage: '--municipality 998 [--from 2026-03-01] [--to 2026-03-31] [--json|--csv]',
  summary: 'viser, hvor meget borgernes sider bliver brugt, efter dag og slags enhed',
  options: {
    ...municipalityOption,
    ...jsonOption,
    from: { type: 'string' },
    to: { type: 'string' },
    csv: { type: 'boolean' },
  },
  run: (given, shell) => {
    const municipality = given.municipality();
    const to = given.date('to') ?? dayInCopenhagen(shell.clock());
    const from = given.date('from') ?? addDays(to, 1 - USUAL_DAYS);
    if (to < from) throw new UsageError('--to ligger før --from');
    if (given.flag('json') && given.flag('csv')) throw new UsageError('vælg enten --json eller --csv');
    const days = { from, to };
    return shell.withDatabase(async (database) => {
      const { rows, sums } = await readInMunicipality(database, municipality, async (tx) => ({
        rows: await useByDay(tx, days),
        sums: await useByDevice(tx, days),
      }));
      if (given.flag('json')) shell.say(JSON.stringify({ municipality, ...days, rows }));
      else if (given.flag('csv')) for (const line of csvLines(rows)) shell.say(line);
      else {
        shell.say(`Brugen af borgernes sider fra ${readableDate(from)} til ${readableDate(to)}:`);
        for (const line of sumLines(sums)) shell.say(line);
      }
      return 0;
    });
  },
};

function csvLines(rows: readonly UseOfDay[]): string[] {
  return [
    'day;device;what;count',
    ...rows.map((row) => [row.day, row.device, row.what, row.count].join(';')),
  ];
}

const useWords: Readonly<Record<Use, string>> = {
  visit: 'Besøg',
  payment: 'Betalinger begyndt',
  document: 'Dokumenter hentet',
  message: 'Henvendelser sendt',
  plan: 'Aftaler skrevet under',
  'direct-debit': 'Ønsker om Betalingsservice',
};
const deviceWords: Readonly<Record<Device, string>> = {
  phone: 'telefon',
  tablet: 'tablet',
  computer: 'computer',
  unknown: 'ukendt',
};

function sumLines(sums: UseByDevice): string[] {
  return uses.map((what) => {
    const each = devices.map((device) => `${deviceWords[device]} ${sums[what][device]}`);
    return `  ${useWords[what]}: ${each.join(', ')}`;
  });
}
