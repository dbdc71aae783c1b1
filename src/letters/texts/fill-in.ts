import { assert } from '../../kernel/result.ts';

/**
 * Puts values in the places `{name}` of a text. Asserts that every place has a value: a letter with `{amount}` in it
 * must never leave the house. A sentence that ends in a value with its own full stop (`50 kr.`) gets only that one.
 */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{([a-zA-Z-]+)\}(\.?)/g, (_, name: string, stop: string) => {
    const value = values[name];
    assert(value !== undefined, `no value for {${name}} in a text`);
    return value.endsWith('.') ? value : value + stop;
  });
}

/** The names of the places in a text. */
export function placesIn(text: string): string[] {
  return Array.from(text.matchAll(/\{([a-zA-Z-]+)\}/g), ([, name]) => name ?? '');
}
