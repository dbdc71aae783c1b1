import encodeQr from 'qr';

/** A square code that holds a text: how many squares it is wide, with its quiet edge, and the path of its dark squares. */
export function qrSquares(text: string): { readonly size: number; readonly path: string } {
  const rows = encodeQr(text, 'raw', { ecc: 'medium', border: 4 });
  const squares = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size: rows.length, path: squares.join('') };
}

/** The same as a picture of its own, dark on white. */
export function qrSvg(text: string): string {
  const { size, path } = qrSquares(text);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#ffffff"/><path d="${path}" fill="#000000"/></svg>`;
}
