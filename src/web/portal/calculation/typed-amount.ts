import { parseKroner, type Ore } from '../../../kernel/money.ts';
import type { Language } from '../../ui/language.ts';

/**
 * An amount as people type it, `21.000`, `21000,50 kr.`, in English `DKK 21,000.50`; null when it is none. A mark that could be either is
 * for thousands when three digits follow it, and for the øre otherwise.
 */
export function typedAmount(typed: string, language: Language): Ore | null {
  const text = typed.replace(/\s|\u00A0|kr\.?|dkk/gi, '');
  const [thousands, decimal] = language === 'da' ? ['.', ','] : [',', '.'];
  for (const [mark, point] of [
    [thousands, decimal],
    [decimal, thousands],
  ] as const) {
    const read = new RegExp(`^(\\d{1,3}(?:\\${mark}\\d{3})+|\\d{1,9})(?:\\${point}(\\d{1,2}))?$`).exec(text);
    if (read === null) continue;
    const [, kroner = '', øre = ''] = read;
    return parseKroner(`${kroner.replaceAll(mark, '')}.${øre.padEnd(2, '0')}`);
  }
  return null;
}
