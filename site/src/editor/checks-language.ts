// The check language as the editor colours it. What a line means is the engine's matter.
import { LanguageSupport, StreamLanguage, type StringStream } from "@codemirror/language";

const reserved =
  /^(?:after|any|because|can|cannot|is|log|member|nobody|of|only|open|seeing|server|service|token|user|with|admin|in|issued|refused)(?![\w.@:+~-])/;
const method = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE)(?= )/;
const filter = /^![a-z]+(?:=(?:"(?:[^"\\]|\\.)*"|[^\s,\]#]+))?/;

interface State {
  scope: boolean; // the last token was a scope, which a filter may follow
}

function token(stream: StringStream, state: State): string | null {
  const afterScope = state.scope;
  state.scope = false;
  if (stream.eatSpace()) return null;
  if (stream.peek() === "#" && (stream.pos === 0 || /\s/.test(stream.string[stream.pos - 1]!))) {
    stream.skipToEnd();
    return "comment";
  }
  if (afterScope && stream.match(filter)) return "attributeValue";
  if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return "string";
  if (stream.match(method)) return "keyword";
  if (stream.match(/^\/\S*/)) return "string";
  if (stream.match(/^[{}[\],]/)) return "punctuation";
  if (stream.match(reserved)) return "keyword";
  const word = stream.match(/^[^\s,![\]#"]+/) as RegExpMatchArray | null;
  if (word) {
    state.scope = stream.peek() === "!";
    const before = stream.string.slice(0, stream.start);
    return state.scope || /\b(?:can|cannot)\s+$|\[[^\]]*$/.test(before) ? "typeName" : null;
  }
  stream.next();
  return null;
}

export const checks = new LanguageSupport(
  StreamLanguage.define<State>({
    name: "checks",
    startState: () => ({ scope: false }),
    token,
    languageData: { commentTokens: { line: "#" }, closeBrackets: { brackets: ["[", "{", '"'] } },
  }),
);
