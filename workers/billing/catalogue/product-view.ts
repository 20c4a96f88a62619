import { changesBetween } from "./field-change.ts";
import type { Product, ProductContent } from "./product.ts";
import type { ProductView } from "./view.ts";

/** A product's versions, newest first, with what each changed of the one before; a first version changes nothing. */
export function productView(versions: readonly Product[]): ProductView {
  return {
    versions: versions.map((product, index) => {
      const before = versions[index + 1];
      return { product, changes: before ? changesBetween(contentOf(before), contentOf(product)) : [] };
    }),
  };
}

const contentOf = ({ name, description, taxCode }: Product): ProductContent => ({ name, description, taxCode });
