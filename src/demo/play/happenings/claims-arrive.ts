import { claimsCsv, type ClaimRow } from '../../../claims/columns.ts';
import { takeInRepayments } from '../../../agreements/take-in.ts';
import { importClaimsFile } from '../../../claims/import.ts';
import { addDays, addMonths, firstDayOf, lastDayOf, monthOf, type PlainDate } from '../../../kernel/dates.ts';
import { kroner } from '../../../kernel/money.ts';
import { assert } from '../../../kernel/result.ts';
import { nextBankDay } from '../../../law/closing-days.ts';
import type { PlayedPerson } from '../people.ts';
import { Agenda, CASEWORKER, isAlive, type HappeningOf, type PlayedDay, type PlayedTown } from '../town.ts';

/** Benefit cases arrive from the source as they are decided: those from before the first day, later ones, and new ones. */
export const happening: HappeningOf = (town) => {
  const cases = new Agenda<readonly ClaimRow[]>();
  for (const person of town.population.people)
    for (const { on, rows } of person.cases) cases.add(nextBankDay(on), rows);
  return [
    {
      when: 'before-work',
      happen: async (day) => {
        const fresh = town
          .eventsOn(day, 'new-claim')
          .filter(({ person }) => person.cases.length > 0 && isAlive(person, day.on))
          .map(({ person, event }) => newCase(person, event.kroner, day.on));
        const rows = [...cases.due(day).flat(), ...fresh];
        if (rows.length > 0) await takeIn(town, day, rows);
      },
    },
  ];
};

async function takeIn(town: PlayedTown, { on, at }: PlayedDay, rows: readonly ClaimRow[]): Promise<void> {
  const report = await importClaimsFile(
    { db: town.database, municipality: town.municipality },
    { name: `krav-${on}.csv`, bytes: inOnePiece(claimsCsv(rows)) },
    { dryRun: false, statedRows: rows.length, by: CASEWORKER, at, posting: takeInRepayments(at) },
  );
  assert(report.outcome === 'imported', `the demo's claims of ${on} were refused`);
}

async function* inOnePiece(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text, 'utf8'));
}

const HELP_STOPPED_DAYS_AGO = 60;
const DECIDED_DAYS_AGO = 20;

/** A month of help that turns out to have been too much, on a case of its own. */
function newCase({ index, cpr }: PlayedPerson, amount: number, on: PlainDate): ClaimRow {
  const helpStopped = addDays(on, -HELP_STOPPED_DAYS_AGO);
  const of = addMonths(monthOf(helpStopped), -1);
  const decided = addDays(on, -DECIDED_DAYS_AGO);
  return {
    sourceSystem: 'KY',
    accountId: `N-${of}-${index}`,
    debtorCpr: cpr,
    law: 'aktivloven',
    paragraph: '91',
    benefit: 'kontanthjælp',
    claimId: `N-${index}-${of}`,
    partClaimId: '1',
    periodFrom: firstDayOf(of),
    periodTo: lastDayOf(of),
    paidOn: lastDayOf(of),
    principal: kroner(amount),
    outstanding: null,
    amountBasis: 'gross',
    refundPercent: 20,
    accountString: '5.57.73',
    liability: 'sole',
    coDebtorCpr: null,
    decisionDate: decided,
    decisionDelivered: decided,
    decisionPeriodFrom: of,
    decisionPeriodTo: of,
    complaintPending: false,
    helpStopped,
    knownFrom: null,
    knownReason: null,
    planFrom: null,
    planTo: null,
    deferralGranted: null,
    description: 'Løn ved siden af hjælpen var ikke oplyst.',
    claimType: null,
  };
}
