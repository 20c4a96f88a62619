import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { CataloguePrice, CatalogueView, Plan, Product } from "../../../../workers/billing/catalogue/view.ts";
import { useRowKeys } from "../../keyboard/row-keys.ts";
import { useMay } from "../../shell/me.ts";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Empty, Failed } from "../../ui/state.tsx";
import { counted } from "../../words/number.ts";
import { priceWords } from "../price/price-words.ts";
import { TabHead } from "../tab-head.tsx";
import { ArchiveButton } from "./archive-button.tsx";
import { catalogueQuery } from "./catalogue-queries.ts";
import { PlanDialog } from "./plan-dialog.tsx";
import { ProductDialog } from "./product-dialog.tsx";
import { ProductVersions } from "./product-versions.tsx";

/** What is sold: products with the newest versions of their plans and prices. */
export function CataloguePage() {
  const query = useQuery(catalogueQuery);
  const [open, setOpen] = useState<{ what: "product" | "plan"; of: Product } | { what: "product"; of: null } | null>(
    null,
  );
  const navigate = useNavigate();
  const mayWrite = useMay("billing:catalogue");
  const view = query.data;
  const create = mayWrite && (
    <button type="button" className="button primary" onClick={() => setOpen({ what: "product", of: null })}>
      Create a product
    </button>
  );
  return (
    <div className="stack">
      <TabHead sentence={view ? sentenceOf(view) : query.isPending && "Looking"}>{create}</TabHead>
      <div className="stack">
        {query.isPending && <SkeletonRows count={6} what="the catalogue" />}
        {query.isError && !view && <Failed what="The catalogue" error={query.error} retry={query.refetch} />}
        {view?.products.length === 0 && (
          <Empty icon="projects" title="Nothing is sold yet">
            <p className="muted">A product has plans, and a plan has prices: one per currency and interval.</p>
            {create}
          </Empty>
        )}
        {view?.products.map((product) => (
          <ProductSection
            key={product.id}
            product={product}
            view={view}
            open={(what) => setOpen({ what, of: product })}
          />
        ))}
      </div>
      {open?.what === "product" && <ProductDialog product={open.of} onClose={() => setOpen(null)} />}
      {open?.what === "plan" && (
        <PlanDialog
          product={open.of}
          before={null}
          onClose={() => setOpen(null)}
          onMade={(id) => navigate({ to: "/money/catalogue/$planId", params: { planId: id } })}
        />
      )}
    </div>
  );
}

function sentenceOf({ products, plans }: CatalogueView): string {
  const sold = plans.filter(({ archivedMs }) => archivedMs === null);
  const addOns = sold.filter(({ kind }) => kind === "add-on").length;
  const of = `${counted(products.length, "product")} with ${counted(sold.length - addOns, "plan")}`;
  return addOns > 0 ? `${of} and ${counted(addOns, "add-on")}` : of;
}

interface ProductSectionProps {
  product: Product;
  view: CatalogueView;
  /** Opens the dialog that makes its next version, or adds a plan to it. */
  open: (what: "product" | "plan") => void;
}

function ProductSection({ product, view, open }: ProductSectionProps) {
  const plans = view.plans.filter(({ productId }) => productId === product.id);
  const frame = useRowKeys<HTMLUListElement>();
  const mayWrite = useMay("billing:catalogue");
  return (
    <section className="stack" aria-labelledby={product.id}>
      <div className="product-head">
        <div className="line-up folds">
          <h2 id={product.id}>{product.name}</h2>
          {product.archivedMs !== null && <span className="badge">archived</span>}
          <span className="grow muted small">{product.description}</span>
          {mayWrite && (
            <>
              <button
                type="button"
                className="button small"
                aria-label={`Add a plan to ${product.name}`}
                onClick={() => open("plan")}
              >
                Add a plan
              </button>
              <button
                type="button"
                className="button small"
                aria-label={`Next version of ${product.name}`}
                onClick={() => open("product")}
              >
                Next version
              </button>
            </>
          )}
          <ArchiveButton what="products" {...product} />
        </div>
        <ProductVersions product={product} />
      </div>
      {plans.length === 0 && <p className="muted">It has no plan yet.</p>}
      <ul className="list" ref={frame}>
        {plans.map((plan) => (
          <PlanRow key={plan.id} plan={plan} prices={view.prices.filter(({ planId }) => planId === plan.id)} />
        ))}
      </ul>
    </section>
  );
}

function PlanRow({ plan, prices }: { plan: Plan; prices: readonly CataloguePrice[] }) {
  const sold = prices.filter(({ archivedMs }) => archivedMs === null);
  const said = sold.map(priceWords).join(" · ");
  return (
    <li className="row">
      <div className="grow">
        <Link to="/money/catalogue/$planId" params={{ planId: plan.id }} className="title clip">
          {plan.name}
        </Link>
        <div className="muted small clip">{said || "No price: it cannot be bought"}</div>
      </div>
      {plan.kind === "add-on" && <span className="badge">add-on</span>}
      {plan.archivedMs !== null && <span className="badge">archived</span>}
      <span className="muted small nowrap">
        <code>{plan.code}</code> version {plan.version}
      </span>
    </li>
  );
}
