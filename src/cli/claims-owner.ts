import { logAccess } from '../access/access-log.ts';
import { noteOwnerChange, type OwnerChangeRefusal } from '../claims/property-owners.ts';
import { dayInCopenhagen, readableDate } from '../kernel/dates.ts';
import { unreachable } from '../kernel/result.ts';
import { inMunicipality } from '../platform/database.ts';
import { byOption } from './acting.ts';
import { wordsGiven } from './amount.ts';
import { jsonOption, municipalityOption, onOption, PlainError, UsageError, type Command } from './command.ts';

/** `afdrag claims owner`: notes that a property has got another owner; its claims stay with who owed them. */
export const claimsOwnerCommand: Command = {
  words: 'claims owner',
  usage: '--municipality 998 --property BFE-NUMMER --on DAG --because TEKST [--by NAVN] [--json]',
  summary: 'noterer, at en ejendom har skiftet ejer; kravene bliver hos den, der skyldte dem',
  options: {
    ...municipalityOption,
    ...byOption,
    ...onOption,
    ...jsonOption,
    property: { type: 'string' },
    because: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const property = given.required('property');
    if (!/^\d{1,10}$/.test(property)) throw new UsageError('--property er et BFE-nummer på op til ti cifre');
    const at = shell.clock();
    const on = given.date('on') ?? dayInCopenhagen(at);
    const note = wordsGiven(given, 'because');
    const by = given.text('by') === null ? shell.by : wordsGiven(given, 'by');
    return shell.withDatabase(async (database) => {
      await inMunicipality(database, municipality, async (tx) => {
        await logAccess(tx, {
          at,
          actor: by,
          purpose: 'property owner',
          debtor: null,
          about: 'claims owner',
        });
        const noted = await noteOwnerChange(tx, { property, on, note }, { by, at });
        if (!noted.ok) throw new PlainError(refusalText(noted.refusal.tag));
      });
      shell.say(
        given.flag('json')
          ? JSON.stringify({ municipality, property, on })
          : `Noteret: ejendom ${property} skiftede ejer ${readableDate(on)}. Kravene bliver hos den, der skyldte dem.`,
      );
      return 0;
    });
  },
};

function refusalText(tag: OwnerChangeRefusal['tag']): string {
  switch (tag) {
    case 'no-claims-on-property':
      return 'Kommunen har ingen krav om den ejendom.';
    case 'in-the-future':
      return 'Dagen er ikke kommet endnu.';
    case 'already-noted':
      return 'Det er noteret i forvejen for den dag.';
    default:
      return unreachable(tag);
  }
}
