import { lettersShown } from '../../../insight/letters-shown.ts';
import { archivedLetter, archivedModel } from '../../../letters/archive.ts';
import { renderLetter } from '../../../letters/render.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { ok } from '../../../kernel/result.ts';
import { ownByRef, pageKeyOf } from '../../../municipality/page-refs.ts';
import type { Answer, PersonalVisit } from '../route.ts';

/**
 * A letter as it was sent, in Danish or as its courtesy translation: the copy that the reader may read, and no other. One that was kept as
 * its data alone is set from that.
 */
export function serveLetter(language: 'da' | 'en') {
  return async ({ tx, session, place, texts }: PersonalVisit): Promise<Answer> => {
    const own = await lettersShown(tx, session);
    const key = await pageKeyOf(tx);
    const found = ownByRef(place.ref ?? '', own, { key, kind: 'letter', numberOf: ({ letter }) => letter });
    if (found === null || found.copy.may !== 'read') return { kind: 'not-found' };
    const wanted = { letter: found.letter, language, recipient: found.copy.recipient };
    const archived = await archivedLetter(tx, wanted);
    if (archived === null) return { kind: 'not-found' };
    const said = texts.papers;
    const name = fillIn(language === 'da' ? said.fileLetter : said.fileTranslation, { on: found.on });
    const { document } = archived;
    if (document !== null) return { kind: 'paper', name, set: () => ok(document.pdf), standsAlone: true };
    const model = await archivedModel(tx, wanted);
    return {
      kind: 'paper',
      name,
      standsAlone: true,
      set: ({ assets }) => {
        const rendered = renderLetter(model, assets);
        return rendered.ok ? ok(rendered.value.pdf) : rendered;
      },
    };
  };
}
