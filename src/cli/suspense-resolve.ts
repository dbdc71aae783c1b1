import { logAccess } from '../access/access-log.ts';
import { claimNames, type ClaimName } from '../claims/claim-names.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { Allocated } from '../payments/allocate.ts';
import { resolveSuspense, type FoundOut, type SuspenseRefusal } from '../payments/resolve-suspense.ts';
import { inMunicipality } from '../platform/database.ts';
import { jsonOption, municipalityOption, PlainError, UsageError, type Command } from './command.ts';
import {
  claimsGiven,
  claimsNamed,
  paymentGiven,
  spreadJson,
  spreadLines,
  suspenseWords,
} from './payment-words.ts';

/** `afdrag suspense resolve`: a person has found out whose debt money is for, and perhaps which claims. */
export const suspenseResolveCommand: Command = {
  words: 'suspense resolve',
  usage:
    '--municipality 998 --payment NUMMER --debtor NUMMER [--claims KILDE:ID,KILDE:ID | --give-back] [--json]',
  summary: 'fordeler ufordelte penge på det, en medarbejder har fundet ud af, at de er til',
  options: {
    ...municipalityOption,
    ...jsonOption,
    payment: { type: 'string' },
    debtor: { type: 'string' },
    claims: { type: 'string' },
    'give-back': { type: 'boolean' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const [payment, debtor, wished] = [paymentGiven(given), given.debtor(), claimsGiven(given)];
    const giveBack = given.flag('give-back');
    if (giveBack && wished.length > 0) throw new UsageError('--claims og --give-back kan ikke bruges sammen');
    return shell.withDatabase(async (database) => {
      const told = await inMunicipality(database, municipality, async (tx) => {
        const at = shell.clock();
        const claims = giveBack ? ('none' as const) : await claimsNamed(tx, wished);
        const found = { payment, debtor, claims, by: shell.by, at };
        const resolved = await resolveSuspense(tx, found);
        if (!resolved.ok) throw new PlainError(refusalWords(resolved.refusal));
        const purpose = 'money without an owner';
        await logAccess(tx, { at, actor: shell.by, purpose, debtor, about: `payment ${payment}` });
        const covered = resolved.value.covered.map(({ claim }) => claim);
        return { found, allocated: resolved.value, names: await claimNames(tx, covered) };
      });
      if (given.flag('json')) shell.say(spreadJson(told.found, told.allocated, told.names));
      else for (const line of resolvedLines(told)) shell.say(line);
      return 0;
    });
  },
};

interface Told {
  readonly found: FoundOut;
  readonly allocated: Allocated;
  readonly names: ReadonlyMap<ClaimNumber, ClaimName>;
}

function resolvedLines({ found: { payment, debtor }, allocated, names }: Told): string[] {
  return [`Betaling ${payment} er fordelt på debitor ${debtor}.`, ...spreadLines(allocated, names)];
}

function refusalWords(refusal: SuspenseRefusal): string {
  switch (refusal.tag) {
    case 'not-in-suspense':
      return 'Der er ingen ufordelte penge fra en betaling med det nummer.';
    case 'resolved-already':
      return 'En anden har allerede taget stilling til de penge.';
    case 'unknown-debtor':
      return 'Kommunen har ingen debitor med det nummer.';
    case 'out-of-reach':
      return `Pengene kan ikke dække det: ${suspenseWords[refusal.why]}.`;
  }
}
