import { IMPORT_FILES } from "../line-book.ts";
import { EMPTY_CATALOGUE, type StripeCatalogue } from "./stripe-catalogue.ts";

/** Things of one kind that a catalogue has at most: more than fit into ours with all that was ever sold. */
const THINGS_MAX = 5_000;

/** What was read of the catalogue, with the prices that customers have. */
export interface CatalogueFile extends StripeCatalogue {
  /** By price and currency. */
  used: Record<string, { id: string; currency: string }>;
}

const fileKey = (jobId: string): string => `${IMPORT_FILES}${jobId}/stripe-catalogue.json`;

/** What an import has read of the catalogue so far. */
export async function readCatalogueFile(env: Env, jobId: string): Promise<CatalogueFile> {
  const kept = await env.BLOBS.get(fileKey(jobId));
  // As `addToCatalogue` wrote it.
  return kept ? await kept.json<CatalogueFile>() : { ...EMPTY_CATALOGUE, used: {} };
}

/** Adds what was read; what is there already is written anew. Gives the whole of it, null when that is too much. */
export async function addToCatalogue(
  env: Env,
  jobId: string,
  before: CatalogueFile,
  found: Partial<CatalogueFile>,
): Promise<CatalogueFile | null> {
  const whole: CatalogueFile = {
    products: { ...before.products, ...found.products },
    prices: { ...before.prices, ...found.prices },
    coupons: { ...before.coupons, ...found.coupons },
    codes: { ...before.codes, ...found.codes },
    meters: { ...before.meters, ...found.meters },
    used: { ...before.used, ...found.used },
  };
  if (Object.values(whole).some((things) => Object.keys(things).length > THINGS_MAX)) return null;
  const text = JSON.stringify(whole);
  await env.BLOBS.put(fileKey(jobId), text);
  // As it will be read: decimals are text.
  return JSON.parse(text) as CatalogueFile;
}
