import hedensted from '../../municipalities/presets/hedensted.json' with { type: 'json' };
import vallensbaek from '../../municipalities/presets/vallensbaek.json' with { type: 'json' };
import { ok, refuse, type Result } from '../kernel/result.ts';

/** Choices of municipalities that have told of theirs, to begin with: `"extends": "vallensbaek"` in a configuration file. */
const presets: Readonly<Record<string, unknown>> = { hedensted, vallensbaek };

export interface UnknownPreset {
  readonly tag: 'unknown-preset';
  readonly known: readonly string[];
}

/**
 * A configuration document with the preset that it extends laid under it: its own choices win, key by key; lists, such as the
 * steps of a life cycle, are one choice. A document that extends nothing is answered as it is.
 */
export function withPreset(document: unknown): Result<unknown, UnknownPreset> {
  if (!isObject(document) || !('extends' in document)) return ok(document);
  const { extends: name, ...own } = document;
  const preset = typeof name === 'string' && Object.hasOwn(presets, name) ? presets[name] : undefined;
  if (preset === undefined) return refuse({ tag: 'unknown-preset', known: Object.keys(presets) });
  return ok(laidOver(chosenIn(preset), own));
}

/** A preset's note says to its reader what it chooses and why; it is no choice itself. */
function chosenIn(preset: unknown): unknown {
  if (!isObject(preset)) return preset;
  const { note: _said, ...chosen } = preset;
  return chosen;
}

function laidOver(under: unknown, over: unknown): unknown {
  if (!isObject(under) || !isObject(over)) return over;
  const keys = new Set([...Object.keys(under), ...Object.keys(over)]);
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      key in over && key in under ? laidOver(under[key], over[key]) : key in over ? over[key] : under[key],
    ]),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
