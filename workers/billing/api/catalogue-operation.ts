import { type Described, queryOf, reading } from "./described.ts";
import { listedCatalogue, listedPlans, listedPrices } from "./list-query.ts";

const LISTS = [
  ["products", "Product", listedCatalogue],
  ["plans", "Plan", listedPlans],
  ["prices", "CataloguePrice", listedPrices],
  ["coupons", "Coupon", listedCatalogue],
  ["meters", "Meter", listedCatalogue],
] as const;

/** Requests that read what is sold and measured; people make it in the console. */
export const CATALOGUE_OPERATIONS: readonly Described[] = LISTS.flatMap(([name, component, query]) => [
  reading(`/${name}`, `list${component}s`, `List ${name}`, { page: component }, { query: queryOf(query) }),
  reading(`/${name}/{id}`, `get${component}`, `Read one of the ${name}`, { one: component }),
]);
