interface Product {
  sku: string;
  price: { amount: number; currency: string };
}

/** Reads one product's page data; the shop's search index holds products that lost their price. */
export function renderProduct(product: Partial<Product>): string {
  return formatPrice(product);
}

function formatPrice(product: Partial<Product>): string {
  // The shop's bug: a product without a price, which its types claim cannot be.
  const { amount, currency } = (product as Product).price;
  return new Intl.NumberFormat("en", { style: "currency", currency }).format(amount / 100);
}

/** Asks the search service for a page of results. */
export async function search(words: string): Promise<string[]> {
  return await queryIndex(words, { timeoutMs: 800 });
}

async function queryIndex(words: string, { timeoutMs }: { timeoutMs: number }): Promise<string[]> {
  const answer = await Promise.resolve({ status: 503, tookMs: timeoutMs + words.length });
  throw new SearchUnavailable(`search answered ${answer.status} after ${answer.tookMs} ms`);
}

class SearchUnavailable extends Error {
  override name = "SearchUnavailable";
}
