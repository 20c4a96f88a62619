import type { Context } from "hono";
import { audit } from "../front/audit.ts";
import type { App } from "../front/context.ts";
import { publicOrigin } from "../front/origin.ts";
import { newId } from "../kit/ids.ts";
import { openDestination } from "./destination.ts";
import type { ReceiverRecord } from "./receiver-book.ts";
import { sendTo } from "./send.ts";
import type { NotificationContent, TestView } from "./view.ts";

/** Sends a receiver a notification of an invented issue, at once and once, and says how that ended. */
export async function testReceiver(c: Context<App>, record: ReceiverRecord): Promise<TestView> {
  await audit(c, { action: "alert-receiver.tested", target: `alert-receiver:${record.id}` });
  const nowMs = c.get("nowMs");
  const destination = await openDestination(c.env.APIARY_SECRET, record.sealed);
  const content = inventedContent(publicOrigin(c.env, c.req.url), record.name, nowMs);
  const ending = await sendTo(c.env, destination, newId(), content, nowMs);
  return { delivered: ending.ok, error: ending.ok ? null : ending.detail };
}

const inventedContent = (origin: string, receiver: string, nowMs: number): NotificationContent => ({
  subject: `Test of ${receiver}`,
  rule: { id: "test", name: "Test", url: `${origin}/alerts` },
  test: true,
  issues: [
    {
      id: "0",
      shortId: "TEST-1",
      url: `${origin}/`,
      title: "TestError: nothing is wrong",
      subtitle: "Somebody tried whether notifications arrive here. They do.",
      culprit: "apiary in test",
      level: "info",
      project: { id: "0", slug: "test", name: "Test" },
      environments: ["test"],
      trigger: "new-issue",
      reason: "A test",
      count: null,
      atMs: nowMs,
      events: 1,
      users: 0,
      firstSeenMs: nowMs,
      lastSeenMs: nowMs,
      release: null,
    },
  ],
  more: 0,
});
