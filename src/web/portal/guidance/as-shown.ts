/**
 * A page of the citizen's as staff are shown it: nothing of it can be pressed, sent or followed, and nothing in it is a secret of the
 * session. It is done to the finished page, so that no page can forget it.
 */
export function asShown(page: string): string {
  return (
    page
      .replace(/<script\b[^>]*>[^<]*<\/script>/g, '')
      .replace(/<noscript>.*?<\/noscript>/gs, '')
      .replace(/<dialog\b.*?<\/dialog>/gs, '')
      .replace(/<input\s+type="hidden"[^>]*>/g, '')
      .replace(/<form\b[^>]*>/g, '<form>')
      .replace(/<(button|input|select|textarea)\b/g, '<$1 disabled')
      // What the citizen can open is open.
      .replace(/<details\b(?! open)/g, '<details open')
      .replace(/(<a\b[^>]*?)\s+href="(?!#)[^"]*"/g, '$1')
  );
}
