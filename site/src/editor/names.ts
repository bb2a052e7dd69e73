// The names that the engine last told: completion, hover and colours look them up. An unread config keeps the last.
import { StateEffect, StateField } from "@codemirror/state";
import type { Names, Scope } from "../protocol.ts";

export interface Known extends Names {
  byScope: ReadonlyMap<string, Scope>;
}

export function known(names: Names): Known {
  return { ...names, byScope: new Map(names.scopes.map((s) => [s.name, s])) };
}

export const nothingKnown: Known = known({ scopes: [], users: [], groups: [], services: [], roles: [], servers: [] });

export const setNames = StateEffect.define<Known>();

export const namesField = StateField.define<Known>({
  create: () => nothingKnown,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setNames)) value = effect.value;
    return value;
  },
});
