// Asks whether somebody is still there shortly before their session is over, and leaves the page when it is. How much is left is asked before
// either: other windows may have made it more, and in the end nothing does. Without script the page does it by itself. All words and addresses
// stand in the page (web/portal/session/warning.ts).
const dialog = document.getElementById('session-warning');
if (dialog !== null) watch(dialog);

function watch(dialog) {
  let over = overIn(dialog);
  let warned = false;
  let asking = false;

  // Looked at anew all the time: a telephone that sleeps lets no time-out run.
  setInterval(() => void look(), 1000);
  document.addEventListener('visibilitychange', () => void look());
  dialog.addEventListener('submit', (event) => {
    if (event.target.method !== 'post') return;
    event.preventDefault();
    void stay(event.target);
  });

  async function look() {
    if (asking || !(isOver() || (isSoonOver() && !warned))) return;
    asking = true;
    await askAnew();
    asking = false;
    if (isOver()) location.replace(dialog.dataset.out);
    else if (isSoonOver() && !warned) {
      warned = true;
      dialog.showModal();
    }
  }

  async function stay(form) {
    // The answer leads to another page, which we do not need: what is typed here stays.
    const answer = await fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
      redirect: 'manual',
    }).catch(() => null);
    if (answer?.type !== 'opaqueredirect') return form.submit();
    await askAnew();
    close();
  }

  /** Takes over what the page that asks says now of how long it is, in words and in seconds. */
  async function askAnew() {
    const answer = await fetch(dialog.dataset.asks, { redirect: 'error' }).catch(() => null);
    if (answer === null || !answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const found = page.getElementById('session-warning');
    if (found === null) return;
    for (const part of ['session-warning', 'signed-in-until']) {
      const there = page.getElementById(part);
      if (there !== null) document.getElementById(part)?.replaceChildren(...there.childNodes);
    }
    over = overIn(found);
    if (!isSoonOver()) close();
  }

  function close() {
    warned = false;
    dialog.close();
  }

  function isOver() {
    return over - Date.now() <= -1000;
  }

  function isSoonOver() {
    return over - Date.now() <= Number(dialog.dataset.warnedBefore) * 1000;
  }
}

function overIn(dialog) {
  return Date.now() + Number(dialog.dataset.seconds) * 1000;
}
