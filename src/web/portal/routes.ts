import { frontPage } from './front/front-page.ts';
import { serveOverview } from './overview/overview-page.ts';
import type { Routes } from './route.ts';
import { signedOutPage, signOut, stay, stillTherePage, timedOutPage } from './session/session-pages.ts';

const noFields = { once: [], many: [] } as const;

/** All pages of the citizens'. Each says what it needs; the visit sees to it before the page is asked (visit.ts). */
export const routes: Routes = {
  front: { method: 'GET', needs: 'nobody', serve: frontPage },
  overview: { method: 'GET', needs: 'see', serve: serveOverview },
  'still-there': { method: 'GET', needs: 'session', serve: stillTherePage, unseen: true },
  stay: { method: 'POST', needs: 'session', fields: noFields, serve: stay },
  'sign-out': { method: 'POST', needs: 'session', fields: noFields, serve: signOut },
  'signed-out': { method: 'GET', needs: 'nobody', serve: signedOutPage },
  'timed-out': { method: 'GET', needs: 'nobody', serve: timedOutPage },
};
