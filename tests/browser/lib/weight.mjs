// What a page costs on the line: the bytes of every answer as transferred, headers and compression included.

import { setTimeout as after } from "node:timers/promises";

/**
 * Runs `visit` with an empty cache and returns
 * `{ total, requests, byType: { Document, Stylesheet, Script, Image, Font, … }, answers: [{ url, type, bytes }] }`.
 * Event streams stay open, so they count as requests and not as bytes.
 */
export async function weigh(page, visit) {
  const session = await page.context().newCDPSession(page);
  const open = new Map();
  const answers = [];
  let wake = () => {};

  const finished = (id, bytes) => {
    const request = open.get(id);
    if (!request) return;
    open.delete(id);
    answers.push({ ...request, bytes });
    wake();
  };
  session.on("Network.requestWillBeSent", ({ requestId, request, type, redirectResponse }) => {
    if (!/^https?:/.test(request.url)) return;
    // A redirect keeps its request's id, and its own answer was transferred too.
    if (redirectResponse) finished(requestId, redirectResponse.encodedDataLength);
    open.set(requestId, { url: request.url, type: type ?? "Other" });
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => finished(requestId, encodedDataLength));
  session.on("Network.loadingFailed", ({ requestId }) => finished(requestId, 0));

  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  try {
    await visit();
    const isWaiting = () => [...open.values()].some(({ type }) => type !== "EventSource");
    const until = Date.now() + 10_000;
    while (isWaiting()) {
      if (Date.now() > until) throw new Error("some answers did not end within 10 s");
      await Promise.race([new Promise((resolve) => (wake = resolve)), after(500)]);
    }
  } finally {
    await session.detach();
  }
  for (const stream of open.values()) answers.push({ ...stream, bytes: 0 });

  const byType = {};
  for (const { type, bytes } of answers) byType[type] = (byType[type] ?? 0) + bytes;
  const total = answers.reduce((sum, { bytes }) => sum + bytes, 0);
  return { total, requests: answers.length, byType, answers };
}
