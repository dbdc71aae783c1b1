/**
 * Whether two names are one person's, where something needs two: small and capital letters are one, and so are more spaces than one
 * and different ways to write the same letter. Accents tell names apart (André is not Andre).
 */
export function samePerson(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function plain(name: string): string {
  return name.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLocaleLowerCase('da-DK');
}
