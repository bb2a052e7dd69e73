// Where the Worker may answer otherwise than the binary, and why. Everything else must be the same. A difference that no
// request shows any more fails the suite.

/** Takes headers out of both answers, and tells whether that took a difference away. */
const without = (...names) => (ask, binary, worker) => {
  let differed = false;
  for (const name of names) {
    differed ||= binary.headers[name] !== worker.headers[name];
    delete binary.headers[name];
    delete worker.headers[name];
  }
  return differed;
};

const isFile = (ask) => /^\/(?:assets\/.+-|favicon\.)/.test(ask.path);
const isRead = (ask) => ask.method === "GET" || ask.method === "HEAD";

export const differences = [
  {
    name: "framing",
    reason: "how an answer travels (its length, its date, the connection) is for the platform's front, not for the program",
    settle: without("connection", "keep-alive", "transfer-encoding", "content-length", "date"),
  },
  {
    name: "marks of caches",
    reason: "the Worker says when an answer comes from the Cache API; the binary keeps pages itself",
    settle: without("cache-status", "cf-cache-status"),
  },
  {
    name: "a minute of deletion",
    reason: "an answer to an address with a query is found by that address alone, so it leaves the Cache API by its age: after 60 seconds at most",
    settle(ask, binary, worker) {
      if (binary.status !== 410 || worker.status !== 200 || !ask.path.includes("?")) return false;
      for (const answer of [binary, worker]) Object.assign(answer, { status: 410, headers: {}, body: "" });
      return true;
    },
  },
  {
    name: "compression",
    reason: "the platform compresses, by its own means, and keeps the tag of the plain text",
    settle(ask, binary, worker) {
      if (worker.headers["content-encoding"] !== "gzip" || !binary.headers.etag?.endsWith('-gz"')) return false;
      binary.headers.etag = binary.headers.etag.replace("-gz", "");
      return true;
    },
  },
  {
    name: "tags of files",
    reason: "the platform serves the files and makes their tags",
    settle: (ask, ...answers) => isFile(ask) && isRead(ask) && without("etag")(ask, ...answers),
  },
  {
    name: "other methods of files",
    reason: "the platform refuses them with an empty 405 and the file's own headers, without asking the program",
    settle(ask, binary, worker) {
      if (!ask.path.startsWith("/assets/") || isRead(ask) || worker.status !== 405 || worker.body !== "") return false;
      for (const answer of [binary, worker]) Object.assign(answer, { headers: {}, body: "" });
      return true;
    },
  },
  {
    name: "headers that the platform adds",
    reason: "the platform's own headers count, so the number in the error is larger",
    settle(ask, binary, worker) {
      const size = /header has \d+ bytes/;
      if (binary.status !== 431 || !size.test(worker.body)) return false;
      const differed = binary.body !== worker.body;
      for (const answer of [binary, worker]) answer.body = answer.body.replace(size, "header is too large");
      return differed;
    },
  },
  {
    name: "how long to wait",
    reason: "the platform's limits do not tell when the minute ends, so the Worker says a whole one",
    settle: (ask, ...answers) => answers[0].status === 429 && without("retry-after")(ask, ...answers),
  },
];
