import { logAccess } from '../access/access-log.ts';
import { claimNames, type ClaimName } from '../claims/claim-names.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { Allocated } from '../payments/allocate.ts';
import { movePayment, type MoveRefusal, type PaymentMove } from '../payments/move-payment.ts';
import { inMunicipality } from '../platform/database.ts';
import { wordsGiven } from './amount.ts';
import { jsonOption, municipalityOption, PlainError, type Command } from './command.ts';
import {
  claimsGiven,
  claimsNamed,
  notReleasedWords,
  paymentGiven,
  spreadJson,
  spreadLines,
  suspenseWords,
} from './payment-words.ts';

/** `afdrag payment move`: a payment that covered something else than it was for. */
export const paymentMoveCommand: Command = {
  words: 'payment move',
  usage:
    '--municipality 998 --payment NUMMER --debtor NUMMER [--claims KILDE:ID,KILDE:ID] --because TEKST [--json]',
  summary: 'flytter en betaling til det, den var til',
  options: {
    ...municipalityOption,
    ...jsonOption,
    payment: { type: 'string' },
    debtor: { type: 'string' },
    claims: { type: 'string' },
    because: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const [payment, debtor, wished] = [paymentGiven(given), given.debtor(), claimsGiven(given)];
    const because = wordsGiven(given, 'because');
    return shell.withDatabase(async (database) => {
      const moved = await inMunicipality(database, municipality, async (tx) => {
        const [at, claims] = [shell.clock(), await claimsNamed(tx, wished)];
        const move = { payment, debtor, claims, because, by: shell.by, at };
        const done = await movePayment(tx, move);
        if (!done.ok) throw new PlainError(refusalWords(done.refusal));
        const purpose = 'a payment was for something else';
        await logAccess(tx, { at, actor: shell.by, purpose, debtor, about: `payment ${payment}` });
        const covered = done.value.covered.map(({ claim }) => claim);
        return { move, allocated: done.value, names: await claimNames(tx, covered) };
      });
      if (given.flag('json')) shell.say(spreadJson(moved.move, moved.allocated, moved.names));
      else for (const line of movedLines(moved)) shell.say(line);
      return 0;
    });
  },
};

interface Moved {
  readonly move: PaymentMove;
  readonly allocated: Allocated;
  readonly names: ReadonlyMap<ClaimNumber, ClaimName>;
}

function movedLines({ move: { payment, debtor }, allocated, names }: Moved): string[] {
  return [
    `Betaling ${payment} er flyttet til debitor ${debtor}. Det, den dækkede før, skyldes igen.`,
    ...spreadLines(allocated, names),
  ];
}

function refusalWords(refusal: MoveRefusal): string {
  switch (refusal.tag) {
    case 'unknown-payment':
      return 'Kommunen har ingen betaling med det nummer.';
    case 'unknown-debtor':
      return 'Kommunen har ingen debitor med det nummer.';
    case 'reason-missing':
      return 'Skriv, hvorfor betalingen flyttes.';
    case 'in-suspense':
      return 'Betalingen er ikke fordelt endnu. Fordel den med: afdrag suspense resolve';
    case 'taken-back':
      return 'Betalingen er taget tilbage.';
    case 'moved-already':
      return 'Betalingen er flyttet før. Tag den tilbage, og registrer den igen.';
    case 'out-of-reach':
      return `Betalingen kan ikke dække det: ${suspenseWords[refusal.why]}.`;
    case 'given-back-since':
    case 'held-no-longer':
      return notReleasedWords(refusal);
  }
}
