/**
 * The header that gives a file its name when it is kept. Its Danish letters stand in the form that browsers read today (RFC 6266), and
 * spelt out for those that do not.
 */
export function attachment(name: string): string {
  const plain = name.replace(/[æøåÆØÅ]/g, (letter) => SPELT[letter] ?? '').replace(/[^\w.-]/g, '-');
  const exact = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  const whole = plain === name ? '' : `; filename*=UTF-8''${exact}`;
  return `attachment; filename="${plain}"${whole}`;
}

const SPELT: Readonly<Record<string, string>> = { æ: 'ae', ø: 'oe', å: 'aa', Æ: 'Ae', Ø: 'Oe', Å: 'Aa' };
