import { logAccess } from '../access/access-log.ts';
import { claimNames, type ClaimName } from '../claims/claim-names.ts';
import { holdsOn, type Hold } from '../claims/holds.ts';
import { claimsOfDebtor } from '../claims/claims-of-debtor.ts';
import type { ClaimNumber } from '../claims/types.ts';
import {
  liftByHand,
  liftedByHand,
  placeByHand,
  reasonsByHand,
  type HoldRefusal,
} from '../dunning/holds-by-hand.ts';
import { keepHolds } from '../dunning/holds-job.ts';
import { dayInCopenhagen, readableDate } from '../kernel/dates.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { unreachable } from '../kernel/result.ts';
import { inMunicipality } from '../platform/database.ts';
import type { JobDone } from '../platform/daily-job.ts';
import { actingAs, byOption } from './acting.ts';
import { wordsGiven } from './amount.ts';
import { claimGiven, claimLookedUp } from './claim-given.ts';
import {
  debtorOption,
  jsonOption,
  municipalityOption,
  onOption,
  PlainError,
  UsageError,
  type Command,
} from './command.ts';
import { configuredOrRefuse } from './configured.ts';
import { configuredDay, notBusy, type DayRequest } from './daily-job-run.ts';
import { jobLines, waitWords } from './job-words.ts';
import { clockAsked } from './letters-send.ts';

/** `afdrag holds`: lets bills rest, and go on, as registers and letters tell that somebody can be reached or not. */
export const holdsCommand: Command = {
  words: 'holds',
  usage: '--municipality 998 [--on 2026-03-11] [--dry-run] [--json]',
  summary: 'berostiller regninger, når borgeren er død eller ikke kan nås, og ophæver det igen',
  options: { ...municipalityOption, ...onOption, ...jsonOption, 'dry-run': { type: 'boolean' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const clock = clockAsked(given.date('on'), shell);
    const dryRun = given.flag('dry-run');
    return shell.withDatabase(async (database) => {
      const on = dayInCopenhagen(clock());
      const progress = shell.progress('Krav gennemgået');
      const done = await holdOrRefuse({ database, municipality, on, dryRun, by: shell.by, clock, progress });
      if (given.flag('json')) shell.say(JSON.stringify({ state: done.state, ...done.report }));
      else for (const line of jobLines(done)) shell.say(line);
      return 0;
    });
  },
};

/** Keeps the day's holds; a refusal becomes a plain sentence. */
export async function holdOrRefuse(request: DayRequest): Promise<JobDone> {
  const { database, municipality } = request;
  const configured = await configuredOrRefuse(database, municipality);
  const day = configuredDay(request, configured, { purpose: 'holds of a day', about: 'holds' });
  return notBusy(await keepHolds(day), municipality);
}

/** `afdrag hold list`: what holds what a debtor owes, and when somebody looks again. */
export const holdListCommand: Command = {
  words: 'hold list',
  usage: '--municipality 998 --debtor 100123 [--json]',
  summary: 'viser, hvad der berostiller en debitors krav',
  options: { ...municipalityOption, ...debtorOption, ...jsonOption },
  run: async (given, shell) => {
    const [municipality, debtor] = [given.municipality(), given.debtor()];
    return shell.withDatabase(async (database) => {
      const listed = await inMunicipality(database, municipality, async (tx) => {
        await logAccess(tx, {
          at: shell.clock(),
          actor: shell.by,
          purpose: 'list of holds',
          debtor,
          about: 'holds',
        });
        // Repayment of benefits, too, and the fee of a demand by itself.
        const owed = (await claimsOfDebtor(tx, debtor)).filter(({ ended }) => ended === null);
        const claims = owed.map(({ claim }) => claim);
        const names = await claimNames(tx, claims);
        const theirs = [...(await holdsOn(tx, claims)).values()]
          .flat()
          .filter((hold) => hold.debtor === null || hold.debtor === debtor);
        return theirs.map((hold) => ({ hold, name: names.get(hold.claim) }));
      });
      for (const { hold, name } of listed)
        shell.say(given.flag('json') ? holdJson(hold, name) : holdLine(hold, name));
      if (listed.length === 0 && !given.flag('json')) shell.say('Intet er berostillet.');
      return 0;
    });
  },
};

function holdJson(
  { claim, debtor, reason, from, reviewOn, about }: Hold,
  name: ClaimName | undefined,
): string {
  return JSON.stringify({ claim: nameText(claim, name), reason, debtor, from, reviewOn, about });
}

function holdLine({ claim, reason, from, reviewOn }: Hold, name: ClaimName | undefined): string {
  return `${nameText(claim, name)}: ${waitWords[reason] ?? reason} fra ${readableDate(from)}, ses efter ${readableDate(reviewOn)}`;
}

function nameText(claim: ClaimNumber, name: ClaimName | undefined): string {
  return name === undefined ? String(claim) : `${name.sourceSystem}:${name.claimId}`;
}

const [firstReason, ...furtherReasons] = reasonsByHand;
const [firstLifted, ...furtherLifted] = liftedByHand;
const handOptions = {
  ...municipalityOption,
  ...debtorOption,
  ...byOption,
  ...onOption,
  claim: { type: 'string' },
  reason: { type: 'string' },
  because: { type: 'string' },
} as const;

/** `afdrag hold place`: a person lets a claim rest until a day. */
export const holdPlaceCommand: Command = {
  words: 'hold place',
  usage:
    '--municipality 998 --claim KILDE:ID [--reason manual] [--debtor 100123] --review 2026-04-01 --because TEKST [--by NAVN]',
  summary: 'berostiller et krav til en dag, hvor en medarbejder ser på det igen',
  options: { ...handOptions, review: { type: 'string' } },
  run: async (given, shell) => {
    const name = claimGiven(given);
    const reviewOn = given.date('review');
    if (reviewOn === null) throw new UsageError('--review mangler');
    const { by, at } = actingAs(given, shell);
    const asked = {
      reason: given.oneOf('reason', [firstReason, ...furtherReasons]),
      debtor: given.text('debtor') === null ? null : given.debtor(),
      because: wordsGiven(given, 'because'),
      by,
      at,
    };
    const municipality: MunicipalityCode = given.municipality();
    return shell.withDatabase(async (database) => {
      const placed = await inMunicipality(database, municipality, async (tx) =>
        placeByHand(tx, {
          ...asked,
          reviewOn,
          claim: await claimLookedUp(tx, name, { by, at, purpose: 'hold of a claim' }),
        }),
      );
      if (!placed.ok) throw new PlainError(refusalText(placed.refusal));
      shell.say(
        `Kravet ${name.sourceSystem}:${name.claimId} er berostillet og ses efter ${readableDate(reviewOn)}.`,
      );
      return 0;
    });
  },
};

/** `afdrag hold lift`: a person lets a claim go on. */
export const holdLiftCommand: Command = {
  words: 'hold lift',
  usage:
    '--municipality 998 --claim KILDE:ID [--reason manual] [--debtor 100123] --because TEKST [--by NAVN]',
  summary: 'ophæver en berostillelse',
  options: handOptions,
  run: async (given, shell) => {
    const name = claimGiven(given);
    const { by, at } = actingAs(given, shell);
    const asked = {
      reason: given.oneOf('reason', [firstLifted, ...furtherLifted]),
      debtor: given.text('debtor') === null ? null : given.debtor(),
      because: wordsGiven(given, 'because'),
      by,
      at,
    };
    const municipality = given.municipality();
    return shell.withDatabase(async (database) => {
      const lifted = await inMunicipality(database, municipality, async (tx) =>
        liftByHand(tx, {
          ...asked,
          claim: await claimLookedUp(tx, name, { by, at, purpose: 'hold of a claim' }),
        }),
      );
      if (!lifted.ok) throw new PlainError(refusalText(lifted.refusal));
      shell.say(`Berostillelsen af ${name.sourceSystem}:${name.claimId} er ophævet.`);
      return 0;
    });
  },
};

function refusalText(refusal: HoldRefusal): string {
  switch (refusal.tag) {
    case 'unknown-claim':
      return 'Der er intet krav med det navn.';
    case 'not-liable':
      return 'Debitoren hæfter ikke for kravet.';
    case 'review-out-of-reach':
      return `Dagen, hvor nogen ser på det igen, skal være fra i dag til ${readableDate(refusal.latest)}.`;
    case 'stands-already':
      return 'Kravet er allerede berostillet af den grund.';
    case 'does-not-stand':
      return 'Kravet er ikke berostillet af den grund.';
    default:
      return unreachable(refusal);
  }
}
