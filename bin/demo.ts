import { setInterval as every, setTimeout as sleep } from "node:timers/promises";
import { captureFeedback } from "@sentry/node";
import { makeAlerts } from "./demo/alerts.ts";
import { accountIds, pick, Reporter } from "./demo/app.ts";
import { APPS } from "./demo/apps.ts";
import { makeCustomers } from "./demo/customers.ts";
import { projectDsn, resolveLatest } from "./demo/project.ts";

/** Enough at once that the lists have something to show. */
const FIRST_MISHAPS = 160;
const TRICKLE_MS = 1_500;
const MINUTE_MS = 60_000;

const FEEDBACK = ["The pay button did nothing", "My invoice shows two currencies", "Search finds nothing since today"];

const { APIARY_DEMO_URL: url = "http://127.0.0.1:8787", APIARY_OWNER_TOKEN: token = "" } = process.env;
// The server that forked this process is gone.
process.once("disconnect", () => process.exit());
const reporters: Reporter[] = [];
await makeAlerts({ url, token });
for (const app of APPS) reporters.push(new Reporter(app, await projectDsn({ url, token }, app)));
console.log(`demo: ${APPS.map((app) => app.slug).join(", ")} report their errors`);

for (let count = 0; count < FIRST_MISHAPS; count++) {
  await pick(reporters).mishap();
  // The SDK keeps few requests under way and drops the rest.
  if (count % 20 === 19) await Promise.all(reporters.map(({ client }) => client.flush(2_000)));
}
for (const reporter of reporters) reporter.rollOut();
for (const app of APPS) await resolveLatest({ url, token }, app);
const customers = makeCustomers({ url, token }).then((ids) => accountIds.push(...ids));
await Promise.all([customers, trickle(), minutes()]);

async function trickle(): Promise<void> {
  for (;;) {
    await sleep(TRICKLE_MS * (0.5 + Math.random()));
    await pick(reporters).mishap();
  }
}

/** Once a minute: sessions of every app, a run of the nightly job in fast motion, now and then a visitor's words. */
async function minutes(): Promise<void> {
  await report();
  for await (const _ of every(MINUTE_MS)) await report();
}

async function report(): Promise<void> {
  for (const reporter of reporters) reporter.sendSessions(Date.now());
  for (const reporter of reporters.slice(2)) checkIn(reporter);
  const reporter = pick(reporters);
  const associatedEventId = await reporter.mishap();
  const words = { message: pick(FEEDBACK), email: "user-1042@example.com" };
  captureFeedback({ ...words, ...(associatedEventId && { associatedEventId }) }, {}, reporter.visit());
}

function checkIn({ client }: Reporter): void {
  const monitorSlug = "reconcile-payments";
  const schedule = {
    schedule: { type: "interval", value: 1, unit: "minute" },
    checkinMargin: 1,
    maxRuntime: 5,
  } as const;
  const checkInId = client.captureCheckIn({ monitorSlug, status: "in_progress" }, schedule);
  const status = Math.random() < 0.9 ? "ok" : "error";
  client.captureCheckIn({ monitorSlug, checkInId, status, duration: 1 + Math.random() * 8 });
}
