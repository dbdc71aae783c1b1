import type { NoticeExceptionReason } from '../claims/notice-exceptions.ts';
import { approveException, recordException, type ExceptionRefusal } from '../dunning/notice-exceptions.ts';
import { unreachable } from '../kernel/result.ts';
import { inMunicipality } from '../platform/database.ts';
import { actingAs, byOption } from './acting.ts';
import { wordsGiven } from './amount.ts';
import { claimGiven, claimLookedUp } from './claim-given.ts';
import {
  debtorOption,
  municipalityOption,
  onOption,
  PlainError,
  UsageError,
  type Command,
} from './command.ts';

const reasons = [
  'no-address',
  'returned',
  'hurts-recovery',
] as const satisfies readonly NoticeExceptionReason[];

/** `afdrag dunning except`: why a debtor is not told before a bill goes to Gældsstyrelsen; a second person says yes where that burdens. */
export const dunningExceptCommand: Command = {
  words: 'dunning except',
  usage:
    '--municipality 998 --debtor 100123 --claim KILDE:ID [--reason no-address|returned|hurts-recovery --because TEKST] [--approve] [--by NAVN]',
  summary: 'noterer, hvorfor en debitor ikke får brev, før en regning sendes til Gældsstyrelsen',
  options: {
    ...municipalityOption,
    ...debtorOption,
    ...byOption,
    ...onOption,
    claim: { type: 'string' },
    reason: { type: 'string' },
    because: { type: 'string' },
    approve: { type: 'boolean' },
  },
  run: async (given, shell) => {
    const [municipality, debtor, name] = [given.municipality(), given.debtor(), claimGiven(given)];
    const approves = given.flag('approve');
    if (approves === (given.text('reason') !== null))
      throw new UsageError('skriv enten --reason og --because eller --approve');
    const recorded = approves
      ? null
      : { reason: given.oneOf('reason', reasons), because: wordsGiven(given, 'because') };
    const doing = actingAs(given, shell);
    return shell.withDatabase(async (database) => {
      const done = await inMunicipality(database, municipality, async (tx) => {
        const claim = await claimLookedUp(tx, name, { ...doing, purpose: 'exception from notice' });
        return recorded === null
          ? approveException(tx, { claim, debtor }, doing)
          : recordException(tx, { claim, debtor, ...recorded }, doing);
      });
      if (!done.ok) throw new PlainError(refusalText(done.refusal));
      shell.say(
        done.value === 'waits-for-approval'
          ? 'Noteret. En anden skal godkende det, før det gælder.'
          : `Noteret. ${name.sourceSystem}:${name.claimId} ses igen med de næste rykkere, og debitoren får ikke brev.`,
      );
      return 0;
    });
  },
};

function refusalText({ tag }: ExceptionRefusal): string {
  switch (tag) {
    case 'unknown-claim':
      return 'Der er intet krav med det navn.';
    case 'not-liable':
      return 'Debitoren hæfter ikke for kravet.';
    case 'under-collection-order':
      return 'Det er tilbagebetaling efter bek. 585/2023. Uden brev, der er nået frem, må kravet ikke sendes.';
    case 'not-on-its-way':
      return 'Kravet er slut, eller det er allerede klart til Gældsstyrelsen.';
    case 'told-already':
      return 'Debitoren har fået brevet.';
    case 'not-held':
      return 'Kravet er ikke berostillet af den grund. Berostil det først (afdrag hold place --reason missing-address eller returned-mail --debtor NUMMER).';
    case 'stands-already':
      return 'Det er allerede noteret.';
    case 'nothing-waits':
      return 'Der er intet, der venter på en anden.';
    case 'same-person':
      return 'Den, der har noteret det, kan ikke selv godkende det.';
    default:
      return unreachable(tag);
  }
}
