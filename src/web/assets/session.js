// Asks whether somebody is still there shortly before their session is over, and leaves the page when it is. Without
// script the page does it by itself. All words and addresses stand in the page (web/portal/session/warning.ts).
const dialog = document.getElementById('session-warning');
if (dialog !== null) watch(dialog);

function watch(dialog) {
  const { seconds, warnedBefore, out } = dialog.dataset;
  let over = Date.now() + Number(seconds) * 1000;
  let warned = false;

  // Looked at anew all the time: a telephone that sleeps lets no time-out run.
  setInterval(look, 1000);
  document.addEventListener('visibilitychange', look);

  const form = dialog.querySelector('form[method="post"]');
  form?.addEventListener('submit', async (event) => {
    event.preventDefault();
    // The answer leads to another page, which we do not need: what is typed here stays.
    const answer = await fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
      redirect: 'manual',
    }).catch(() => null);
    if (answer?.type !== 'opaqueredirect') return form.submit();
    over = Date.now() + Number(dialog.dataset.idle) * 1000;
    warned = false;
    dialog.close();
  });

  function look() {
    const left = over - Date.now();
    if (left <= -1000) location.replace(out);
    else if (left <= Number(warnedBefore) * 1000 && !warned) {
      warned = true;
      dialog.showModal();
    }
  }
}
