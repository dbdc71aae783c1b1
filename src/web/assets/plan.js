// Shows what a plan comes to while somebody types, before they ask to see it. The municipality's server works it out (web/portal/plan/live-plan.ts);
// all words stand in the page and in its answers. Where there is no answer the page is as it was before anything was typed, and as without script.
const live = document.getElementById('live-plan');
if (live !== null) follow(live);

function follow(live) {
  const rest = 600;
  const longest = 5000;
  const form = live.closest('form');
  const dates = document.getElementById('live-dates');
  // What is announced. Every payment stands below, where one reads it when one wants to.
  const words = live.querySelector('[role="status"]');
  const before = words.textContent;
  let shown = '';
  let waits = 0;
  let newest = 0;

  live.hidden = false;
  form.addEventListener('input', () => {
    clearTimeout(waits);
    waits = setTimeout(() => void look(), rest);
  });
  // A browser that comes back to the page has kept what was typed.
  addEventListener('pageshow', () => void look());

  async function look() {
    const typed = new URLSearchParams(new FormData(form));
    if (typed.toString() === shown) return;
    newest += 1;
    const mine = newest;
    const isBegun = ['months', 'monthly'].some((name) => typed.get(name).trim() !== '');
    const page = isBegun ? await asked(typed) : null;
    // Something newer has been typed meanwhile.
    if (mine !== newest) return;
    shown = page === null ? '' : typed.toString();
    const text = page?.querySelector('#live-plan [role="status"]')?.textContent ?? before;
    if (words.textContent !== text) words.textContent = text;
    dates.replaceChildren(...(page?.getElementById('live-dates')?.childNodes ?? []));
  }

  /** The page that answers; null = none came, or one that only says that something is wrong. */
  async function asked(body) {
    try {
      const answer = await fetch(live.dataset.asks, {
        method: 'POST',
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(longest),
      });
      if (answer.ok) return new DOMParser().parseFromString(await answer.text(), 'text/html');
    } catch {
      // Nobody answers.
    }
    return null;
  }
}
