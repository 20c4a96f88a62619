import type { Context } from "hono";
import type * as z from "zod";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { ok } from "../../kit/result.ts";
import { type Changed, full, newerVersion, noSuch, thereOr } from "./answers.ts";
import { PRODUCTS_MAX } from "./limits.ts";
import type { nextProduct, Product, ProductContent } from "./product.ts";
import { findProduct, insertProduct, insertProductVersion } from "./product-book.ts";

/** Makes a product. The same id again is the same product. */
export async function addProduct(c: Context<App>, id: string, wanted: ProductContent): Promise<Changed<Product>> {
  const made = await findProduct(c.env.DB, id);
  if (made) return ok(made);
  const nowMs = c.get("nowMs");
  const times = { createdMs: nowMs, versionMs: nowMs, archivedMs: null };
  const product: Product = { id, version: 1, ...wanted, ...times, createdBy: c.get("actor").name };
  await audit(c, { action: "product.created", target: `product:${id}`, detail: wanted });
  await insertProduct(c.env.DB, product);
  // As it is read again by whoever asks again.
  return thereOr(await findProduct(c.env.DB, id), full("products", PRODUCTS_MAX));
}

/** Makes the next version of a product; who has bought of an older one keeps it. */
export async function addProductVersion(
  c: Context<App>,
  id: string,
  { after, ...content }: z.output<typeof nextProduct>,
): Promise<Changed<Product>> {
  const before = await findProduct(c.env.DB, id);
  if (before === null) return noSuch("product");
  const version = after + 1;
  const made = { version, versionMs: c.get("nowMs"), createdBy: c.get("actor").name };
  const product: Product = { ...before, ...content, ...made };
  await audit(c, { action: "product.version-created", target: `product:${id}`, detail: { version, ...content } });
  return (await insertProductVersion(c.env.DB, product)) ? ok(product) : newerVersion("product");
}
