import { expect, test } from 'vitest';
import { answeringRoutes, pageRoutes } from '../../../test/browser/pages/routes.ts';
import { menu } from './menu.ts';
import { routes } from './routes.ts';

test('every page of who is signed in belongs to one point of the menu', () => {
  const personal = [...pageRoutes, ...answeringRoutes].filter((name) => routes[name].needs !== 'nobody');
  const held = menu.flatMap(({ name, holds }) => [name, ...holds]);
  expect(new Set(held).size).toBe(held.length);
  // Asked before anything is chosen, or about nothing but the time.
  const ofNone = new Set(['choose', 'still-there']);
  expect(personal.filter((name) => !held.includes(name) && !ofNone.has(name))).toEqual([]);
});
