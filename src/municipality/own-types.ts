import type { OwnTypes } from '../law/claim-types.ts';
import { withStated } from '../law/own-types.ts';
import type { Configuration } from './configuration.ts';

/** What says which types of claim are a municipality's own. */
export type OwnTypesConfigured = Pick<Configuration, 'ownTypes'>;

const remembered = new WeakMap<Configuration['ownTypes'], OwnTypes>();

/** The municipality's own types of claim by a configuration: as it has stated them, and those nobody has stated anything of. */
export function ownTypesOf({ ownTypes }: OwnTypesConfigured): OwnTypes {
  const known = remembered.get(ownTypes);
  if (known !== undefined) return known;
  const types = withStated(ownTypes);
  remembered.set(ownTypes, types);
  return types;
}
