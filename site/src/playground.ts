// The playground's page: it puts the editor, the engine and the views together.
import { Follower, type Follows } from "./follow.ts";
import { tell } from "./notice.ts";
import { isCopy } from "./place.ts";
import { Playground } from "./session.ts";
import { ShareDialog } from "./share/dialog.ts";
import { BadLink, packedIn, unpack } from "./share/fragment.ts";
import { hostOf } from "./share/host.ts";
import { sharedFrom } from "./share/parent.ts";
import { applyTheme } from "./themes.ts";

applyTheme();

const given = document.querySelector("#scenario")?.textContent ?? "{}";
const { document: text = "", follows } = JSON.parse(given) as { document?: string; follows?: Follows };
const example = text.replace(/\r\n?/g, "\n");

/** The document that the address itself holds, where it does. */
async function opened(): Promise<string | undefined> {
  const data = packedIn(location.hash);
  if (data === undefined) return undefined;
  try {
    return (await unpack(data)).replace(/\r\n?/g, "\n");
  } catch (error) {
    const bad = error instanceof BadLink ? error : new BadLink("This link can’t be opened.", "");
    tell("link", "stop", `${bad.message} ${bad.hint}`);
    history.replaceState(null, "", location.pathname + location.search);
    return undefined;
  }
}

const inLink = await opened();
const from = inLink === undefined ? sharedFrom(location.search) : "";
const followed = inLink === undefined && follows ? follows : undefined;
const page = new Playground(inLink ?? example, undefined, inLink !== undefined || isCopy(), followed !== undefined);
if (followed) page.follower = new Follower(page, followed, text);
new ShareDialog(hostOf(page, example, from));
