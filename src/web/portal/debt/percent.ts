import type { Language } from '../../ui/language.ts';

/** Hundredths of a percent as people write them: `1 %` and `9,75 %`, in English `1%` and `9.75%`. */
export function percentInWords(hundredths: number, language: Language): string {
  const whole = Math.trunc(hundredths / 100);
  const rest = String(hundredths % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  const figure = rest === '' ? String(whole) : `${whole}${language === 'da' ? ',' : '.'}${rest}`;
  return language === 'da' ? `${figure}\u00A0%` : `${figure}%`;
}
