// Sharing by the API, as a program would.

/** Options of `rolecall serve` for tests that share much. */
export const unlimited = ["--writes", "1000000/1000000", "--evaluations", "1000000"];

/** Shares a document; resolves to the API's answer with its status. */
export async function share(origin, document, parent) {
  const answer = await fetch(`${origin}/api/scenarios`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(parent ? { document, parent } : { document }),
  });
  return { status: answer.status, ...(await answer.json()) };
}

/** Deletes what was shared. */
export async function unshare(origin, { id, token }) {
  const answer = await fetch(`${origin}/api/scenarios/${id}`, { method: "DELETE", headers: { Authorization: `Bearer ${token}` } });
  return answer.status;
}
