import { ore, readableKroner, type Ore } from '../../../kernel/money.ts';
import type { Language } from '../../ui/language.ts';

/** An amount as `readAmount` reads it in the same language. */
export function writtenAmount(amount: Ore, language: Language): string {
  return readableKroner(amount, language).replace(/^DKK | kr\.$/, '');
}

/** An amount as somebody writes it in their language: `1.250,50`, `1250`, `1250,-`, in English `1,250.50`; null when it is none. */
export function readAmount(text: string, language: Language): Ore | null {
  const plain = text.replaceAll(/[\s\u00A0]|kr\.?|DKK/gi, '').replace(/[,.][-–]+$/, '');
  const [thousands, point] = language === 'da' ? ['\\.', ','] : [',', '\\.'];
  const form = new RegExp(`^(\\d{1,3}(?:${thousands}\\d{3})+|\\d{1,9})(?:${point}(\\d{1,2}))?$`);
  const [, whole = '', decimals = ''] = form.exec(plain) ?? [];
  return whole === ''
    ? null
    : ore(BigInt(whole.replaceAll(/\D/g, '')) * 100n + BigInt(decimals.padEnd(2, '0')));
}
