// Completion: scopes, filters and the config's own names, where their place tells which of them fits.
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { Kind } from "../protocol.ts";
import { type Known, namesField } from "./names.ts";
import { type Sort, sortOf, stringAt } from "./strings.ts";

const named = (names: string[], detail: string): Completion[] => names.map((label) => ({ label, detail, type: "text" }));

function scopes(known: Known): Completion[] {
  return known.scopes.map((s) => {
    const others = s.includes.filter((i) => i !== s.name);
    return {
      label: s.name,
      type: "type",
      detail: s.custom ? "custom" : others.length ? `+${others.length}` : "",
      ...(others.length ? { info: `includes ${others.slice(0, 8).join(", ")}${others.length > 8 ? " …" : ""}` } : {}),
    };
  });
}

function filters(known: Known): Completion[] {
  const one = (kind: string, list: string[]) => list.map((name) => ({ label: `!${kind}=${name}`, type: "property", detail: kind }));
  return [
    { label: "!user", type: "property", detail: "the bearer's own" },
    ...one("group", known.groups),
    ...one("user", known.users),
    ...one("service", known.services),
    ...one("server", known.servers),
    ...["group", "user", "server", "service"].map((kind) => ({ label: `!${kind}=`, type: "property", detail: `of a ${kind}`, boost: -1 })),
    { label: "!service", type: "property", detail: "the service's own" },
    { label: "!server", type: "property", detail: "the server's own" },
  ];
}

// The scope that ends at a place, "base!kind=val", is completed by its base or by its filter.
function scopePart(known: Known, raw: string, start: number): CompletionResult {
  const mark = raw.indexOf("!");
  if (mark < 0) return { from: start, options: scopes(known), validFor: /^[\w:.-]*$/ };
  return { from: start + mark, options: filters(known), validFor: /^![\w=@:.+~/-]*$/ };
}

function bySort(known: Known, sort: Sort): Completion[] {
  switch (sort) {
    case "scope":
      return scopes(known);
    case "user":
      return named(known.users, "user");
    case "group":
      return named(known.groups, "group");
    case "service":
      return named(known.services, "service");
    case "role":
      return named(known.roles, "role");
  }
}

function inConfig(context: CompletionContext): CompletionResult | null {
  const text = stringAt(context.state, context.pos);
  if (!text) return null;
  const sort = sortOf(context.state, text);
  if (!sort) return null;
  const known = context.state.field(namesField);
  const raw = context.state.sliceDoc(text.from, context.pos);
  if (sort === "scope") return scopePart(known, raw, text.from);
  // A role makes the user that it names: what is typed so far is a name already, and no help.
  const whole = context.state.sliceDoc(text.from, text.to);
  return { from: text.from, options: bySort(known, sort).filter((o) => o.label !== whole), validFor: /^[^"'\n]*$/ };
}

const keyword = (label: string, detail = ""): Completion => ({ label, detail, type: "keyword", boost: -1 });

function subjects(known: Known): Completion[] {
  return [
    ...named(known.users, "user"),
    ...known.services.map((s) => ({ label: `service ${s}`, type: "text", detail: "service" })),
    ...known.groups.map((g) => ({ label: `any member of ${g}`, type: "text", detail: "group" })),
    keyword("any user"),
    keyword("any admin"),
    keyword("nobody"),
    keyword("only"),
    keyword("token of"),
  ];
}

const calls = ["GET", "POST", "PUT", "PATCH", "DELETE"].map((m) => keyword(m, "a call of the REST API"));

function inChecks(context: CompletionContext): CompletionResult | null {
  const known = context.state.field(namesField);
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  if (/(?:^|\s)#/.test(before)) return null;
  const word = /[^\s,[\]"]*$/.exec(before)![0];
  const from = context.pos - word.length;
  const lead = before.slice(0, before.length - word.length);
  const options = (list: Completion[]): CompletionResult => ({ from, options: list, validFor: /^[\w.@:+~-]*$/ });
  if (/\[[^\]]*$/.test(lead)) return scopePart(known, word, from);
  if (/\b(?:can|cannot)\s+$/.test(lead)) {
    if (word.includes("!")) return scopePart(known, word, from);
    return options([...scopes(known), ...calls, keyword("open"), keyword("log in")]);
  }
  if (/\bbecause\s+$/.test(lead)) return options(named(known.roles, "role"));
  if (/\bmember of\s+$/.test(lead)) return options(named(known.groups, "group"));
  if (/\bany\s+$/.test(lead)) {
    return options([keyword("user"), keyword("admin"), ...known.groups.map((g) => ({ label: `member of ${g}`, type: "text", detail: "group" }))]);
  }
  if (/\bservice\s+$/.test(lead)) return options(named(known.services, "service"));
  if (/\buser\s+$/.test(lead) && !/\bany user\s+$/.test(lead)) return options(named(known.users, "user"));
  if (/\bserver\s+$/.test(lead)) return { from, options: named(known.servers, "server"), validFor: /^\S*$/ };
  if (/\bof\s+$/.test(lead)) return options(subjects(known));
  if (/^\s*$/.test(lead) || /^\s*only\b.*[,y]\s+$/.test(lead)) {
    return context.explicit || word ? options(subjects(known)) : null;
  }
  if (/\bcan(?:not)?\b/.test(lead)) return context.explicit || word ? options([keyword("because")]) : null;
  if (/\]\s+$/.test(lead)) return options([keyword("can"), keyword("cannot"), keyword("is issued"), keyword("is refused")]);
  return options([keyword("can"), keyword("cannot")]);
}

export function completionOf(kind: Kind): (context: CompletionContext) => CompletionResult | null {
  return kind === "checks" ? inChecks : kind === "config" ? inConfig : () => null;
}
