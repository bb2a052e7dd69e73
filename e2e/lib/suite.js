// One server and one browser for the tests of a file.
import { after, before } from "node:test";
import assert from "node:assert/strict";
import { openPage, startBrowser } from "./browser.js";
import { startServer } from "./server.js";

/** Starts both before the tests of the calling file and stops them after. */
export function suite() {
  const it = {
    /** @type {string} */ origin: "",
    /** Opens a watched page, hands it to do, and closes it. Unless do says so, nothing may have gone wrong in it. */
    async withPage(do_, options) {
      const opened = await openPage(it.browser, it.origin, options);
      try {
        await do_(opened.page, opened);
        opened.isClean();
      } finally {
        await opened.close();
      }
    },
  };
  before(async () => {
    it.server = await startServer();
    it.origin = it.server.origin;
    it.browser = await startBrowser();
  });
  after(async () => {
    await it.browser?.close();
    if (it.server) assert.equal(await it.server.stop(), 0, "the server stops in order");
  });
  return it;
}
