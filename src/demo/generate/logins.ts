import { peopleJson, type TestPerson } from '../../outside/login/test-provider/people.ts';
import { caseWords, type CaseName } from './case-names.ts';
import { COMPANY } from './company.ts';
import type { World } from './world.ts';

/** The file of whom one can sign in as: one person for each case that the demo shows, the first of each, nobody twice. */
export function loginsFile(world: World): string {
  const shown = new Set<string>();
  const people: TestPerson[] = [];
  for (const name of Object.keys(caseWords) as CaseName[]) {
    // its own keys
    const debtor = world.debtors.find(({ cases, person }) => cases.includes(name) && !shown.has(person.cpr));
    if (debtor === undefined) continue;
    const { cpr, name: called } = debtor.person;
    shown.add(cpr);
    people.push({ label: caseWords[name], name: called, cpr, level: 'Substantial' });
  }
  const [first] = people;
  if (first === undefined) return peopleJson([]);
  const low = { ...first, label: 'Login, der ikke er sikkert nok', level: 'Low' } as const;
  return peopleJson([...people, ...helpers(world, first), ...employees(world), low]);
}

/** The names by which the demo's municipalities know powers (municipalities/*.json). */
const POWERS = {
  see: 'urn:dk:afdrag:se',
  pay: 'urn:dk:afdrag:se-og-betale',
  act: 'urn:dk:afdrag:handle',
} as const;

/** Spouses who owe nothing, to whom somebody has given a digital power of attorney; told through NemLog-in alone. */
function helpers({ spouses }: World, giver: TestPerson): TestPerson[] {
  const kinds = [
    ['see', 'se'],
    ['pay', 'se og betale'],
    ['act', 'handle'],
  ] as const;
  return kinds.flatMap(([kind, words], place) => {
    const helper = spouses[place];
    if (helper === undefined) return [];
    const powers = [{ of: 'person', number: giver.cpr, privilege: POWERS[kind] }] as const;
    const label = `Skylder intet; må ${words} for ${giver.name} (kun gennem NemLog-in)`;
    return [{ label, name: helper.name, cpr: helper.cpr, level: 'Substantial', powers }];
  });
}

/** Somebody who owes nothing, and works in the town's company. */
function employees({ spouses }: World): TestPerson[] {
  const employee = spouses.at(-1);
  if (employee === undefined) return [];
  const { name, cpr } = employee;
  const powers = [{ of: 'company', number: COMPANY.cvr, privilege: POWERS.act }] as const;
  const label = `Ansat i ${COMPANY.name}; må handle for firmaet (kun gennem NemLog-in)`;
  return [{ label, name, cpr, level: 'Substantial', cvr: COMPANY.cvr, powers }];
}
