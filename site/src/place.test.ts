import assert from "node:assert/strict";
import { test } from "node:test";
import table from "../../internal/staticsite/testdata/files.json" with { type: "json" };

// The module looks at the page that it stands in.
Object.assign(globalThis, { document: { documentElement: { dataset: { base: "../../" } }, baseURI: "http://files.example/sub/open/gallery/x.html" } });
const { fileOf, localized, playground } = await import("./place.ts");

test("addresses have the files that the exporting program writes", () => {
  for (const [address, file] of Object.entries(table)) assert.equal(fileOf(address), file, address);
});

test("what the engine draws leads to files, wherever the pages stand", () => {
  assert.equal(playground(), "http://files.example/sub/index.html");
  assert.equal(
    localized('<a class="x" href="/scopes/5.4.6/read:users#filters">a</a> href="/gallery" <a href="https://a.example/">b</a>'.replace(' href="/gallery" ', " href=&#34;/gallery&#34; ")),
    '<a class="x" href="http://files.example/sub/scopes/5.4.6/read-users.html#filters">a</a> href=&#34;/gallery&#34; <a href="https://a.example/">b</a>',
  );
});
