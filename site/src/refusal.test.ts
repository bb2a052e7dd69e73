import assert from "node:assert/strict";
import { test } from "node:test";
import { isRefusal } from "./refusal.ts";

test("an error of the Hub is told from a config that quotes one", () => {
  const line =
    "[W 2026-11-24 14:10:45.968 JupyterHub scopes:1022] Not authorizing access to /hub/api/users. Requires any of [list:users] on *, not derived from scopes [read:users:activity]";
  const body = '{"status": 403, "message": "Action is not authorized with current scopes; requires any of [list:users]"}';
  for (const text of [line, `${line}\n[W …] 403 GET /hub/api/users (ann@127.0.0.1) 3.10ms\n`, body, `{\n  "status": 403,\n  "message": "Action is not authorized with current scopes; requires any of [proxy]"\n}`]) {
    assert.ok(isRefusal(text), text);
  }
  for (const text of [
    "",
    "c.JupyterHub.load_roles = []",
    `# ${line}\nc.JupyterHub.load_roles = []\n`,
    `import os\n# ${body}\n`,
    `c.JupyterHub.load_roles = []  # Action is not authorized with current scopes`,
    "hub:\n  config: # Missing or invalid credentials\n",
    "403 Forbidden",
  ]) {
    assert.ok(!isRefusal(text), text);
  }
});
