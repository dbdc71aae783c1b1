import { text as readText } from 'node:stream/consumers';
import { parseCprNumber, type CprNumber } from '../kernel/cpr-number.ts';
import { readableDate, type PlainDate } from '../kernel/dates.ts';
import { unreachable } from '../kernel/result.ts';
import { logAccess } from '../access/access-log.ts';
import {
  addRepresentative,
  endRepresentative,
  type AddRefusal,
  type EndRefusal,
  type RepresentativeKind,
} from '../debtors/representatives.ts';
import { inMunicipality } from '../platform/database.ts';
import {
  jsonOption,
  municipalityOption,
  PlainError,
  UsageError,
  type Command,
  type Given,
  type Shell,
} from './command.ts';

/** `afdrag debtor represent`: records who acts for a debtor and gets the letters, or that they no longer do. */
export const debtorRepresentCommand: Command = {
  words: 'debtor represent',
  usage:
    '--municipality 998 --debtor NUMMER (--kind guardian|power-of-attorney|custody-holder|estate --mode copy|instead ' +
    '--name NAVN --address "LINJE|LINJE" --from 2026-03-01 --evidence TEKST [--cpr -] | --end NUMMER --to 2026-03-31 ' +
    '--why TEKST) [--json]',
  summary: 'noterer, hvem der handler for en borger og får brevene, eller at det er slut',
  options: {
    ...municipalityOption,
    ...jsonOption,
    debtor: { type: 'string' },
    kind: { type: 'string' },
    mode: { type: 'string' },
    name: { type: 'string' },
    address: { type: 'string' },
    cpr: { type: 'string' },
    from: { type: 'string' },
    evidence: { type: 'string' },
    end: { type: 'string' },
    to: { type: 'string' },
    why: { type: 'string' },
  },
  run: (given, shell) => (given.text('end') === null ? add(given, shell) : end(given, shell)),
};

const KINDS = ['guardian', 'power-of-attorney', 'custody-holder', 'estate'] as const;

const kindWords: Readonly<Record<RepresentativeKind, string>> = {
  guardian: 'værge',
  'power-of-attorney': 'fuldmægtig',
  'custody-holder': 'forældremyndighedens indehaver',
  estate: 'dødsbo',
};

async function add(given: Given, shell: Shell): Promise<number> {
  const municipality = given.municipality();
  given.required('kind');
  given.required('mode');
  const debtor = given.debtor();
  const kind = given.oneOf('kind', KINDS);
  const mode = given.oneOf('mode', ['copy', 'instead']);
  const added = {
    debtor,
    kind,
    mode,
    name: given.required('name').trim(),
    address: linesOf(given.text('address')),
    cpr: await cprOf(given),
    from: dayGiven(given, 'from'),
    evidence: given.required('evidence').trim(),
    by: shell.by,
    at: shell.clock(),
  };
  return shell.withDatabase(async (database) => {
    const number = await inMunicipality(database, municipality, async (tx) => {
      const recorded = await addRepresentative(tx, added);
      if (!recorded.ok) throw new PlainError(addRefusalText(recorded.refusal));
      await logAccess(tx, { ...logged(shell), debtor, about: `representative ${recorded.value}` });
      return recorded.value;
    });
    const letters = mode === 'instead' ? 'får brevene i stedet for borgeren' : 'får kopi af brevene';
    shell.say(
      given.flag('json')
        ? JSON.stringify({ debtor, representative: number })
        : `Noteret som nummer ${number}: ${kindWords[kind]}, ${letters} fra ${readableDate(added.from)}.`,
    );
    return 0;
  });
}

async function end(given: Given, shell: Shell): Promise<number> {
  const municipality = given.municipality();
  const debtor = given.debtor();
  const number = given.wholeNumber('end') ?? 0;
  const ended = {
    debtor,
    number,
    to: dayGiven(given, 'to'),
    why: given.required('why').trim(),
    by: shell.by,
    at: shell.clock(),
  };
  return shell.withDatabase(async (database) => {
    await inMunicipality(database, municipality, async (tx) => {
      const noted = await endRepresentative(tx, ended);
      if (!noted.ok) throw new PlainError(endRefusalText(noted.refusal));
      await logAccess(tx, { ...logged(shell), debtor, about: `representative ${number} ends` });
    });
    shell.say(
      given.flag('json')
        ? JSON.stringify({ debtor, representative: number, to: ended.to })
        : `Noteret: nummer ${number} handler for borgeren til og med ${readableDate(ended.to)}.`,
    );
    return 0;
  });
}

function logged({ by, clock }: Shell) {
  return { at: clock(), actor: by, purpose: 'who acts for the debtor' };
}

function linesOf(address: string | null): string[] {
  return (address ?? '')
    .split('|')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function dayGiven(given: Given, name: string): PlainDate {
  const day = given.date(name);
  if (day === null) throw new UsageError(`--${name} mangler`);
  return day;
}

/** For Digital Post: on standard input, never as an argument, where other processes could read it. */
async function cprOf(given: Given): Promise<CprNumber | null> {
  if (given.text('cpr') === null) return null;
  if (given.text('cpr') !== '-')
    throw new UsageError('--cpr skal være -, og nummeret skrives på standard input');
  const cpr = parseCprNumber((await readText(process.stdin)).trim());
  if (cpr === null) throw new PlainError('Det er ikke et CPR-nummer.');
  return cpr;
}

function addRefusalText(refusal: AddRefusal): string {
  switch (refusal.tag) {
    case 'unknown-debtor':
      return 'Kommunen har ingen debitor med det nummer.';
    case 'no-name':
      return 'Navnet mangler.';
    case 'no-evidence':
      return 'Skriv, hvad der er vist som bevis, for eksempel "Værgebeskikkelse af 3. marts 2026".';
    case 'no-address':
      return 'Skriv en adresse, eller --cpr - til Digital Post: ellers er der intet sted at sende brevene hen.';
    case 'address-too-long':
      return `Adressen kan have højst ${refusal.most} linjer.`;
    case 'estate-is-instead':
      return 'Et dødsbo får brevene i stedet for den døde: brug --mode instead.';
    case 'already-recorded':
      return `Det er allerede noteret, som nummer ${refusal.number}.`;
    default:
      return unreachable(refusal);
  }
}

function endRefusalText(refusal: EndRefusal): string {
  switch (refusal.tag) {
    case 'unknown-representative':
      return 'Borgeren har ingen med det nummer, der handler for sig.';
    case 'no-reason':
      return 'Skriv med --why, hvorfor det er slut.';
    case 'before-it-began':
      return `Det begyndte først ${readableDate(refusal.from)}.`;
    case 'already-ended':
      return `Det er allerede noteret, at det er slut ${readableDate(refusal.to)}. Dagen ændres ikke.`;
    default:
      return unreachable(refusal);
  }
}
