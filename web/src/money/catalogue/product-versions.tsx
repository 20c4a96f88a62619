import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Product } from "../../../../workers/billing/catalogue/view.ts";
import { Icon } from "../../ui/icon.tsx";
import { Moment } from "../../ui/moment.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Failed } from "../../ui/state.tsx";
import { productQuery } from "./catalogue-queries.ts";
import { ChangeList } from "./change-list.tsx";

/** What a product was called and said, version by version: when, by whom, and what each changed. */
export function ProductVersions({ product }: { product: Product }) {
  const [open, setOpen] = useState(false);
  const query = useQuery({ ...productQuery(product.id), enabled: open });
  return (
    <details
      aria-label={`Versions of ${product.name}`}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="line-up muted small">
        <span className="turns">
          <Icon name="chevron" />
        </span>
        <span>
          <Made {...product} />
        </span>
      </summary>
      {open && query.isPending && <SkeletonRows count={2} what="the versions" />}
      {query.isError && !query.data && <Failed what="The versions" error={query.error} retry={query.refetch} />}
      <ol className="list" reversed>
        {query.data?.versions.map(({ product: one, changes }) => (
          <li key={one.version} className="row">
            <div className="grow">
              <div className="small">
                <Made {...one} />
              </div>
              {changes.length === 0 ? (
                <div className="muted small">{one.name}</div>
              ) : (
                <ChangeList changes={changes} currency="EUR" />
              )}
            </div>
          </li>
        ))}
      </ol>
    </details>
  );
}

function Made({ version, versionMs, createdBy }: Pick<Product, "version" | "versionMs" | "createdBy">) {
  return (
    <>
      Version {version}, <Moment atMs={versionMs} />
      {createdBy !== "" && ` by ${createdBy}`}
    </>
  );
}
