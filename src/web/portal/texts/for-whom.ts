import type { Session } from '../../../identity/types.ts';
import { texts, type Texts } from './texts.ts';
import type { Language } from '../../ui/language.ts';

type Part = Exclude<keyof Texts, 'forAnother' | 'forAnotherPlans' | 'forAnotherPapers'>;
/** A sentence by its part and key, `overview.total`. */
type SentenceName = { readonly [P in Part]: `${P}.${keyof Texts[P] & string}` }[Part];

/** The sentences of the pages as they are said to who is signed in: to who acts for another, what is that one's is said of that one. */
export function textsFor(language: Language, session: Pick<Session, 'actsFor'> | null): Texts {
  const said = texts[language];
  if (session === null || session.actsFor === null) return said;
  // A place is never found in a name.
  const person = session.actsFor.name.replaceAll(/[{}]/g, '');
  const ofThatOne = ofAnother(said);
  const parts: Partial<Record<string, Record<string, string>>> = {};
  for (const name of inItsPlace) {
    const [part = '', key = ''] = name.split('.');
    const its = (parts[part] ??= { ...said[part as Part] });
    its[key] = ofThatOne[name].replaceAll('{person}', () => person);
  }
  return { ...said, ...parts };
}

/** What is said to who acts for another: of debts and payments, of plans, and of papers. */
export function ofAnother({ forAnother, forAnotherPlans, forAnotherPapers }: Texts) {
  return { ...forAnother, ...forAnotherPlans, ...forAnotherPapers };
}

type Replaced = keyof ReturnType<typeof ofAnother>;
/** Each is one of the pages' own sentences, or this is no program. */
const inItsPlace: readonly (Replaced & SentenceName)[] = Object.keys(ofAnother(texts.da)) as Replaced[]; // its own keys
