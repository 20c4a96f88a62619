import { changesBetween } from "../../../../workers/billing/catalogue/field-change.ts";
import type { Product } from "../../../../workers/billing/catalogue/view.ts";
import { catalogueApi } from "../../api/catalogue.ts";
import { CatalogueDialog } from "./catalogue-dialog.tsx";
import { ChangeList } from "./change-list.tsx";

/** Makes a product, or the next version of one. */
export function ProductDialog({ product, onClose }: { product: Product | null; onClose: () => void }) {
  const { name = "", description = "", taxCode = "saas" } = product ?? {};
  return (
    <CatalogueDialog
      title={product ? `Next version of ${product.name}` : "New product"}
      verb={product ? "Make the version" : "Create the product"}
      first={{ name, description, taxCode }}
      send={(form, key) =>
        product
          ? catalogueApi.nextProduct(product.id, { ...form, after: product.version }, key)
          : catalogueApi.createProduct(form, key)
      }
      onClose={onClose}
    >
      {({ form, line }) => (
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
          {product && <Meaning before={product} form={form} />}
        </>
      )}
    </CatalogueDialog>
  );
}

/** What the next version changes, and for whom. */
function Meaning({ before, form }: { before: Product; form: Pick<Product, "name" | "description" | "taxCode"> }) {
  const { name, description, taxCode } = before;
  const changes = changesBetween({ name, description, taxCode }, form);
  return (
    <div className="stack">
      <ChangeList changes={changes} currency="EUR" />
      <p className="muted small">
        {changes.length === 0
          ? "Nothing changes yet."
          : "For what is made from now on: invoices and plans that exist stay as they are."}
      </p>
    </div>
  );
}
