/** A program that uses @sentry/node as its README says; the first argument names what it does. The DSN is in the environment. */
import * as Sentry from "@sentry/node";

const [scenario = "", detail = ""] = process.argv.slice(2);

Sentry.init({
  release: "shop@1.4.0",
  environment: "conformance",
  ...(scenario === "telemetry" && { tracesSampleRate: 1 }),
  beforeSend: (event) => (event.message?.startsWith("drop") ? null : event),
});

function chargeCard(): never {
  throw new TypeError("card is not a function", { cause: new RangeError("amount out of range") });
}

function capture(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    Sentry.captureException(error);
  }
}

const scenarios: Record<string, () => unknown> = {
  "captured-error": () => {
    Sentry.setUser({ id: "7", email: "buyer@example.test" });
    Sentry.setTag("checkout", "express");
    Sentry.addBreadcrumb({ category: "cart", message: "opened the cart" });
    capture(chargeCard);
  },
  message: () => Sentry.captureMessage("The queue is nearly full", "warning"),
  "unhandled-rejection": () => void Promise.reject(new Error("nobody waits for this")),
  "uncaught-exception": () => setTimeout(chargeCard),
  "check-ins": async () => {
    const schedule = { type: "crontab", value: "0 * * * *" } as const;
    await Sentry.withMonitor("hourly-invoices", async () => {}, { schedule, maxRuntime: 5, timezone: "Europe/Berlin" });
    const checkInId = Sentry.captureCheckIn({ monitorSlug: "nightly-export", status: "in_progress" });
    Sentry.captureCheckIn({ checkInId, monitorSlug: "nightly-export", status: "error", duration: 2.5 });
  },
  attachment: () => {
    const data = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 31) % 256);
    Sentry.withScope((scope) => {
      scope.addAttachment({ filename: "core.bin", data, contentType: "application/x-core" });
      scope.addAttachment({ filename: "notes.txt", data: "line one\nline two\n" });
      capture(chargeCard);
    });
  },
  feedback: () => {
    const associatedEventId = Sentry.captureException(new Error("the page went blank"));
    Sentry.captureFeedback({ message: "It went blank", name: "Sam", email: "sam@example.test", associatedEventId });
  },
  telemetry: () => {
    Sentry.startSpan({ name: "charge", op: "task" }, () => Sentry.startSpan({ name: "query", op: "db" }, () => {}));
    Sentry.logger.info("charged");
    Sentry.logger.warn("charged twice");
    Sentry.metrics.count("charges", 2);
  },
  drops: async () => {
    for (let i = 0; i < 3; i += 1) Sentry.captureMessage(`drop ${i}`);
    Sentry.captureMessage("keep");
    // The report of drops goes out with the next flush after them.
    await Sentry.flush();
  },
  /** One error after another, each on its way before the next is made. */
  limited: async () => {
    for (let i = 0; i < Number(detail); i += 1) {
      Sentry.captureException(new Error(`again, the ${i}th time`));
      await Sentry.flush();
    }
  },
  "big-event": () => {
    Sentry.setContext("cart", { items: Array.from({ length: 900 }, (_, i) => `article ${i} ${Math.random()}`) });
    Sentry.setExtra("journal", Array.from({ length: 2_500 }, (_, i) => `entry ${i} ${Math.random()}`).join("\n"));
    capture(chargeCard);
  },
};

await scenarios[scenario]?.();
if (!["unhandled-rejection", "uncaught-exception"].includes(scenario)) await Sentry.close();
