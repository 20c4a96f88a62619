import { type App, pick, type Reporter } from "./app.ts";
import { renderProduct, search } from "./shop/catalogue.ts";
import { placeOrder } from "./shop/checkout.ts";
import { readWebhook, totalInvoice } from "./shop/invoice.ts";
import { runJob } from "./shop/job.ts";
import { watching } from "./variables.ts";

const orderId = (): number => 40_000 + Math.floor(Math.random() * 9_000);

const say = (reporter: Reporter, message: string, level: "warning" | "info"): void => {
  reporter.visit().captureMessage(message, level);
};

const showProduct = (sku: string) => {
  const product = { sku, price: undefined, variants: ["blue", "red"], stock: { paris: 4, lyon: 0 } };
  return watching({ formatPrice: { product, currency: "EUR" }, renderProduct: { product } }, () =>
    renderProduct({ sku }),
  );
};

const order = (cause: "stock" | "card" | "address") => {
  const id = orderId();
  const lines = [{ sku: "MUG-11", quantity: 3, amount: 1290 }];
  const variables = { placeOrder: { orderId: id, cause, lines }, charge: { orderId: id, attempt: 1, card: null } };
  return watching(variables, () => placeOrder(id, cause));
};

/** The apps of an invented shop. */
export const APPS: App[] = [
  {
    slug: "shop-web",
    name: "Shop web",
    platform: "javascript-react",
    releases: ["shop-web@4.18.2", "shop-web@4.19.0"],
    mishaps: [
      () => showProduct("MUG-11"),
      () => showProduct("LAMP-4"),
      () => search("blue mug"),
      (reporter) => say(reporter, "The cart was emptied by a price change", "warning"),
      (reporter) => reporter.visit().captureException("payment form closed before it answered"),
    ],
  },
  {
    slug: "shop-api",
    name: "Shop API",
    platform: "node",
    releases: ["shop-api@2.7.0", "shop-api@2.7.1"],
    mishaps: [
      () => order("stock"),
      () => order("card"),
      () => order("address"),
      () => search("lamp"),
      (reporter) => say(reporter, `Rate of 429 answers to partner ${pick(["north", "south"])} is high`, "warning"),
    ],
  },
  {
    slug: "shop-worker",
    name: "Shop worker",
    platform: "node",
    releases: ["shop-worker@1.31.0"],
    mishaps: [
      () => runJob("thumbnail", 1),
      () => runJob("digest", pick([1, 2, 3])),
      () => runJob("export", 1),
      (reporter) => say(reporter, "Nightly export took longer than an hour", "info"),
    ],
  },
  {
    slug: "billing",
    name: "Billing",
    platform: "node",
    releases: ["billing@0.9.4", "billing@0.10.0"],
    mishaps: [
      () =>
        totalInvoice([
          { amount: 900, currency: "EUR" },
          { amount: 100, currency: "USD" },
        ]),
      () => readWebhook('{"type":"charge.succeeded","data":'),
      () => order("card"),
    ],
  },
];
