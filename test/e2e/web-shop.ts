// A program that reports to the DSN of its environment and then falls over, as its own small process.
import * as Sentry from "@sentry/node";

Sentry.init({ dsn: process.env.SENTRY_DSN ?? "", environment: "production", release: "web-shop@1.0.0" });

function takeOrder(items: number): never {
  const stock = 2;
  throw new RangeError(`${items} ordered, ${stock} in stock`);
}

takeOrder(3);
