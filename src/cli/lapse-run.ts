import { logAccess } from '../access/access-log.ts';
import { runLapse, type LapseDone } from '../endings/lapse-job.ts';
import { endingSoon, type EndingSoon } from '../endings/ending-soon.ts';
import { dayInCopenhagen, readableDate } from '../kernel/dates.ts';
import { plainKroner, readableKroner } from '../kernel/money.ts';
import { inMunicipality } from '../platform/database.ts';
import { sayCleanUp } from './clean-up.ts';
import type { Given, Shell } from './command.ts';
import { configuredOrRefuse } from './configured.ts';
import { configuredDay, notBusy, type DayRequest } from './daily-job-run.ts';
import { reportedKroner } from './job-words.ts';
import { clockAsked } from './letters-send.ts';
import { ownTypesGiven } from './question-command.ts';

/** Carries `afdrag lapse` out. */
export async function lapseFrom(given: Given, shell: Shell): Promise<number> {
  const municipality = given.municipality();
  const clock = clockAsked(given.date('on'), shell);
  const on = dayInCopenhagen(clock());
  return shell.withDatabase(async (database) => {
    if (given.flag('list')) {
      const soon = await inMunicipality(database, municipality, async (tx) => {
        const look = { at: clock(), actor: shell.by, purpose: PURPOSE, debtor: null };
        await logAccess(tx, { ...look, about: 'lapse, list' });
        return endingSoon(tx, on);
      });
      sayList(shell, soon, given.flag('json'));
      return 0;
    }
    const { by } = shell;
    const progress = shell.progress('Krav gennemgået');
    const dryRun = given.flag('dry-run');
    const done = await lapseOrRefuse({ database, municipality, on, dryRun, by, clock, progress });
    if (given.flag('json'))
      shell.say(JSON.stringify({ state: done.state, ...done.report, followed: done.followed }));
    else for (const line of lapseLines(done)) shell.say(line);
    return 0;
  });
}

/** Carries `afdrag lapse --clean-up` out: nothing is changed, and nothing is looked up but what the municipality that is named has stated of its own types. */
export async function cleanUpFrom(given: Given, shell: Shell): Promise<number> {
  const on = given.date('on') ?? dayInCopenhagen(shell.clock());
  const own = await ownTypesGiven(given, shell);
  await sayCleanUp(shell, { file: given.required('file'), on, own, json: given.flag('json') });
  return 0;
}

const PURPOSE = 'bek. 585/2023 § 9; forældelsesloven';

/** Runs the job by the configuration of the day; a refusal becomes a plain sentence. */
export async function lapseOrRefuse(request: DayRequest): Promise<LapseDone> {
  const { database, municipality } = request;
  const configured = await configuredOrRefuse(database, municipality);
  const day = configuredDay(request, configured, { purpose: PURPOSE, about: 'lapse' });
  return notBusy(await runLapse(day), municipality);
}

/** What the job did, for the terminal. */
export function lapseLines({ state, report, followed }: LapseDone): string[] {
  const { changes, amounts, consequences } = report;
  const tried = state === 'dry-run' ? 'Prøvekørsel, intet er gemt. ' : '';
  const waiting = consequences['waits-for-a-person'] ?? 0;
  const perhapsThere = consequences['perhaps-at-recovery'] ?? 0;
  return [
    `${tried}Forældet: ${changes['time-barred']?.count ?? 0} krav, ${reportedKroner(amounts['time-barred'])} Set på igen om bortfald: ${changes['looked-at']?.count ?? 0} borgere. Fulgt op: ${followed} krav.`,
    ...(waiting > 0
      ? [`${waiting} borgere venter på, at en medarbejder tager stilling til bortfald (afdrag work list).`]
      : []),
    ...(perhapsThere > 0
      ? [
          `${perhapsThere} krav er sendt til Gældsstyrelsen, før de blev forældet, og er ikke besvaret. De venter på svaret (afdrag recovery list).`,
        ]
      : []),
  ];
}

const soonWords = {
  lapse: 'kan bortfalde efter',
  limitation: 'forældes efter',
  priority: 'mister fortrinsret efter',
} as const;
const overWords = {
  lapse: 'venter på, at en medarbejder tager stilling til bortfald efter',
  limitation: 'er forældet, og det er ikke gennemført endnu, efter',
  priority: 'har mistet fortrinsret efter',
} as const;

function sayList(shell: Shell, soon: readonly EndingSoon[], json: boolean): void {
  if (json) {
    const rows = soon.map(({ claim: _claim, owed, ...each }) => ({ ...each, owed: plainKroner(owed) }));
    shell.say(JSON.stringify(rows));
    return;
  }
  for (const each of soon) {
    const { within, debtor, until, daysLeft, ends, owed, arrangedBy } = each;
    const [when, how, left] =
      within === 0
        ? ['Udløbet', overWords[ends], `${-daysLeft} dage siden`]
        : [`${within} dage`, soonWords[ends], `om ${daysLeft} dage`];
    const rests = arrangedBy === null ? '' : `; kravet hviler ved en aftale med debitor ${arrangedBy}`;
    shell.say(
      `${when}: ${claimWords(each)}, debitor ${debtor}, ${how} ${readableDate(until)} (${left}), ${readableKroner(owed)}${rests}${propertyWords(each)}`,
    );
  }
  if (soon.length === 0) shell.say('Ingen krav bortfalder eller forældes inden for 90 dage.');
}

const levelWords = { main: 'krav', interest: 'rente af', fee: 'gebyr for' } as const;

function claimWords({ claimName, level, mainName }: EndingSoon): string {
  return mainName === null ? claimName : `${claimName} (${levelWords[level]} ${mainName})`;
}

function propertyWords({ property, ownerChangedOn }: EndingSoon): string {
  if (property === null) return '';
  const sold = ownerChangedOn === null ? '' : `, som skiftede ejer ${readableDate(ownerChangedOn)}`;
  return `; ejendom ${property}${sold}`;
}
