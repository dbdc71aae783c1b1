import type { Session } from '../../../identity/types.ts';
import { texts, type Texts } from './texts.ts';
import type { Language } from '../../ui/language.ts';

type Part = Exclude<keyof Texts, 'forAnother'>;
/** A sentence by its part and key, `overview.total`. */
type SentenceName = { readonly [P in Part]: `${P}.${keyof Texts[P] & string}` }[Part];

/** The sentences of the pages as they are said to who is signed in: to who acts for another, what that one owes is said of that one. */
export function textsFor(language: Language, session: Pick<Session, 'actsFor'> | null): Texts {
  const said = texts[language];
  if (session === null || session.actsFor === null) return said;
  // A place is never found in a name.
  const person = session.actsFor.name.replaceAll(/[{}]/g, '');
  const parts: Partial<Record<string, Record<string, string>>> = {};
  for (const name of inItsPlace) {
    const [part = '', key = ''] = name.split('.');
    const its = (parts[part] ??= { ...said[part as Part] });
    its[key] = said.forAnother[name].replaceAll('{person}', () => person);
  }
  return { ...said, ...parts };
}

type Replaced = keyof Texts['forAnother'];
/** Each is one of the pages' own sentences, or this is no program. */
const inItsPlace: readonly (Replaced & SentenceName)[] = Object.keys(texts.da.forAnother) as Replaced[]; // its own keys
