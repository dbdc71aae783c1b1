import { logAccess } from '../access/access-log.ts';
import { listedLosses, type ListedLoss } from '../endings/listed-losses.ts';
import { runWriteOff } from '../endings/write-off-job.ts';
import { dayInCopenhagen, readableDate } from '../kernel/dates.ts';
import { plainKroner, readableKroner, sumOre } from '../kernel/money.ts';
import type { JobDone } from '../platform/daily-job.ts';
import { inMunicipality } from '../platform/database.ts';
import { lossReasonWords } from './bill-words.ts';
import { jsonOption, municipalityOption, onOption, type Command, type Shell } from './command.ts';
import { configuredOrRefuse } from './configured.ts';
import { configuredDay, notBusy, type DayRequest } from './daily-job-run.ts';
import { reportedKroner } from './job-words.ts';
import { clockAsked } from './letters-send.ts';

/** `afdrag write-off`: proposes or books losses; with `--list`, what waits and what the committee has to decide. */
export const writeOffCommand: Command = {
  words: 'write-off',
  usage: '--municipality 998 [--on 2026-03-11] [--list] [--dry-run] [--json]',
  summary: 'foreslår afskrivninger, eller bogfører dem, hvor kommunen har noteret en begrundelse',
  options: {
    ...municipalityOption,
    ...onOption,
    ...jsonOption,
    list: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const clock = clockAsked(given.date('on'), shell);
    const on = dayInCopenhagen(clock());
    return shell.withDatabase(async (database) => {
      const { by } = shell;
      if (given.flag('list')) {
        const losses = await inMunicipality(database, municipality, async (tx) => {
          await logAccess(tx, writeOffAccess(by, clock(), 'list'));
          return listedLosses(tx);
        });
        sayList(shell, losses, given.flag('json'));
        return 0;
      }
      const progress = shell.progress('Krav gennemgået');
      const dryRun = given.flag('dry-run');
      const done = await writeOffOrRefuse({ database, municipality, on, dryRun, by, clock, progress });
      if (given.flag('json')) shell.say(JSON.stringify({ state: done.state, ...done.report }));
      else for (const line of writeOffLines(done)) shell.say(line);
      return 0;
    });
  },
};

const WRITE_OFF_PURPOSE = 'kommunestyrelsesloven § 42';

export function writeOffAccess(actor: string, at: Temporal.Instant, about: string) {
  const purpose = WRITE_OFF_PURPOSE;
  return { at, actor, purpose, debtor: null, about: `write-off ${about}` };
}

/** Runs the job by the configuration of the day; a refusal becomes a plain sentence. */
export async function writeOffOrRefuse(request: DayRequest): Promise<JobDone> {
  const { database, municipality } = request;
  const configured = await configuredOrRefuse(database, municipality);
  const day = configuredDay(request, configured, { purpose: WRITE_OFF_PURPOSE, about: 'write-off' });
  return notBusy(await runWriteOff(day), municipality);
}

/** What the job did, for the terminal. */
export function writeOffLines({ state, report }: JobDone): string[] {
  const { changes, amounts } = report;
  const tried = state === 'dry-run' ? 'Prøvekørsel, intet er gemt. ' : '';
  const count = (change: string) => changes[change]?.count ?? 0;
  return [
    `${tried}Afskrivninger: ${count('booked')} bogført (${reportedKroner(amounts['booked'])}), ${count('proposed')} foreslået og ${count('for-the-committee')} til udvalgets liste (${reportedKroner(amounts['proposed'])}).`,
  ];
}

function sayList(shell: Shell, losses: readonly ListedLoss[], json: boolean): void {
  if (json) {
    shell.say(JSON.stringify(losses.map(lossJson)));
    return;
  }
  for (const state of ['committee', 'proposed'] as const) {
    const those = losses.filter((loss) => loss.state === state);
    if (those.length === 0) continue;
    const total = readableKroner(sumOre(those.map(({ amount }) => amount)));
    shell.say(
      `${state === 'committee' ? 'Til udvalget' : 'Venter på godkendelse'}: ${those.length}, ${total} i alt.`,
    );
    for (const loss of those) shell.say(`  ${lossLine(loss)}`);
  }
  if (losses.length === 0) shell.say('Ingen afskrivninger venter.');
}

export function lossLine(loss: ListedLoss): string {
  const { number, claimName, type, debtor, reason, amount, proposedOn, proposedBy } = loss;
  return `${number}: ${claimName} (${type}), debitor ${debtor}, ${lossReasonWords[reason]}, ${readableKroner(amount)}, foreslået ${readableDate(proposedOn)} af ${proposedBy}`;
}

export function lossJson({ number, claim: _claim, amount, ...loss }: ListedLoss) {
  return { ...loss, number: String(number), amount: plainKroner(amount) };
}
