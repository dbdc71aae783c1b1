import { peopleJson, type TestPerson } from '../../outside/login/test-provider/people.ts';
import { caseWords, type CaseName } from './case-names.ts';
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
  return peopleJson([...people, { ...first, label: 'Login, der ikke er sikkert nok', level: 'Low' }]);
}
