import { claimType, type OwnTypes } from '../law/claim-types.ts';
import { noType } from './choices/fields.ts';
import type { PortalChoices } from './choices/portal.ts';

/** What is wrong with the choices about the citizens' pages that each field by itself does not show, each with its place. */
export function portalFaults(portal: PortalChoices, own: OwnTypes): string[] {
  const types = Object.keys(portal.contact.types).flatMap((code) =>
    claimType(code, own).ok ? [] : [`portal.contact.types.${code}: ${noType}`],
  );
  const backwards = (['notices', 'otherHours'] as const).flatMap((list) =>
    portal[list].flatMap(({ from, to }, place) =>
      to < from ? [`portal.${list}.${place}: to er før from. Skriv en dag fra from og frem.`] : [],
    ),
  );
  const twice = portal.otherHours.flatMap((each, place) =>
    portal.otherHours.slice(0, place).some((before) => each.from <= before.to && before.from <= each.to)
      ? [`portal.otherHours.${place}: En anden har den samme dag. Ret from eller to.`]
      : [],
  );
  return [...types, ...backwards, ...twice];
}
