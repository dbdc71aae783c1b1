import { readableKroner } from '../kernel/money.ts';
import { modelAmount } from './model.ts';

/** An amount of the model in running text: `2.100 kr.`, and with øre only when there are some, `1.234,50 kr.` */
export function shortAmount(kroner: string): string {
  return readableKroner(modelAmount(kroner)).replace(',00 kr.', ' kr.');
}

/** An amount of the model in a table, always with øre: `2.100,00 kr.` */
export function tableAmount(kroner: string): string {
  return readableKroner(modelAmount(kroner));
}
