/** A program that throws in known ways, each reported by @sentry/node; the first argument names the way. The DSN is in the environment. */
import * as Sentry from "@sentry/node";

Sentry.init({ release: "shop@1.4.0", environment: "conformance" });

class StockError extends Error {
  override name = "StockError";
}

const cart = {
  items: undefined as { price: number }[] | undefined,
  total(): number {
    // biome-ignore lint/style/noNonNullAssertion: it throws, which is what it is for
    return this.items!.map(({ price }) => price).length;
  },
};

function reserve(id: number): never {
  throw new StockError(`item ${id} is sold out`, { cause: new RangeError(`only ${id - 4_000} left`) });
}

async function checkout(id: number): Promise<void> {
  await Promise.resolve();
  reserve(id);
}

const ways: Record<string, (id: number) => unknown> = {
  method: () => cart.total(),
  chain: (id) => checkout(id),
  value: (id) => {
    throw Object.assign(new StockError(`item ${id} of 10.0.0.7 is sold out`), { stack: undefined });
  },
  aggregate: (id) => {
    throw new AggregateError(
      [new StockError(`item ${id}`), new StockError(`item ${id + 1}`)],
      "two items are sold out",
    );
  },
  message: (id) => Sentry.captureMessage(`item ${id} is nearly sold out`),
};

const [way = "", id = "0"] = process.argv.slice(2);
try {
  await ways[way]?.(Number(id));
} catch (error) {
  Sentry.captureException(error);
}
await Sentry.close();
