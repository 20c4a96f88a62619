import type { Product } from "../../../workers/billing/catalogue/view.ts";
import { catalogueApi } from "../api/catalogue.ts";
import { CatalogueDialog } from "./catalogue-dialog.tsx";

/** Makes a product, or says otherwise what one is. */
export function ProductDialog({ product, onClose }: { product: Product | null; onClose: () => void }) {
  const { name = "", description = "", taxCode = "saas" } = product ?? {};
  return (
    <CatalogueDialog
      title={product ? `Change ${product.name}` : "New product"}
      verb={product ? "Save" : "Create the product"}
      first={{ name, description, taxCode }}
      send={(form) => (product ? catalogueApi.changeProduct(product.id, form) : catalogueApi.createProduct(form))}
      onClose={onClose}
    >
      {({ line }) => (
        <>
          {line("name", "Name", { required: true, maxLength: 100, autoFocus: true })}
          {line("description", "Description", { maxLength: 1000 })}
          {line("taxCode", "Tax code", {
            hint: product
              ? "For prices that are made from now on: those that exist keep theirs."
              : "What kind of thing it is, for the rules of tax.",
            required: true,
            maxLength: 40,
          })}
        </>
      )}
    </CatalogueDialog>
  );
}
