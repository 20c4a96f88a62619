import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Coupon, Product } from "../../../../workers/billing/catalogue/view.ts";
import { useMay } from "../../shell/me.ts";
import { Day } from "../../ui/moment.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Empty, Failed } from "../../ui/state.tsx";
import { ACTIONS, numbers, Table } from "../../ui/table.tsx";
import { counted, whole } from "../../words/number.ts";
import { moneyText } from "../amount.ts";
import { TabHead } from "../tab-head.tsx";
import { ArchiveButton } from "./archive-button.tsx";
import { catalogueQuery, couponsQuery } from "./catalogue-queries.ts";
import { CodeDialog } from "./code-dialog.tsx";
import { CouponDialog } from "./coupon-dialog.tsx";

/** What customers may redeem. */
export function CouponsPage() {
  const query = useQuery(couponsQuery);
  const [open, setOpen] = useState<"coupon" | Coupon | null>(null);
  const catalogue = useQuery(catalogueQuery);
  // What coupons are of is named in the same moment, so that no column moves.
  const isPending = query.isPending || catalogue.isPending;
  const coupons = isPending ? undefined : query.data?.coupons;
  const create = useMay("billing:catalogue") && (
    <button type="button" className="button primary" onClick={() => setOpen("coupon")}>
      Create a coupon
    </button>
  );
  return (
    <div className="stack">
      <TabHead sentence={coupons ? counted(coupons.length, "coupon") : isPending && "Looking"}>{create}</TabHead>
      <div>
        {isPending && <SkeletonRows count={4} what="coupons" />}
        {query.isError && !coupons && <Failed what="The list of coupons" error={query.error} retry={query.refetch} />}
        {coupons?.length === 0 && (
          <Empty icon="usage" title="No coupon yet">
            <p className="muted">A coupon takes a share or an amount off, for some invoices or all of them.</p>
            {create}
          </Empty>
        )}
        {coupons && coupons.length > 0 && (
          <Table columns={["Name", "Takes off", "Of", numbers("Redeemed"), "Until", ACTIONS]}>
            {coupons.map((coupon) => (
              <CouponRow
                key={coupon.id}
                coupon={coupon}
                products={catalogue.data?.products ?? []}
                addCode={() => setOpen(coupon)}
              />
            ))}
          </Table>
        )}
      </div>
      {open === "coupon" && <CouponDialog onClose={() => setOpen(null)} />}
      {open !== null && open !== "coupon" && <CodeDialog coupon={open} onClose={() => setOpen(null)} />}
    </div>
  );
}

interface CouponRowProps {
  coupon: Coupon;
  products: readonly Product[];
  addCode: () => void;
}

function CouponRow({ coupon, products, addCode }: CouponRowProps) {
  const mayWrite = useMay("billing:catalogue");
  const { name, redemptions, redemptionsMax, expiresMs, archivedMs, productIds } = coupon;
  const nameOf = (id: string) => products.find((product) => product.id === id)?.name ?? "…";
  return (
    <tr>
      <th scope="row">
        {name} {archivedMs !== null && <span className="badge">archived</span>}
      </th>
      <td data-label="Takes off">{offWords(coupon)}</td>
      <td data-label="Of">{productIds === null ? "Everything" : productIds.map(nameOf).join(", ")}</td>
      <td className="number" data-label="Redeemed">
        {whole(redemptions)}
        {redemptionsMax !== null && ` of ${whole(redemptionsMax)}`}
      </td>
      <td data-label="Until">{expiresMs === null ? "No end" : <Day atMs={expiresMs} />}</td>
      <td className="actions">
        {mayWrite && (
          <button type="button" className="button small" aria-label={`Add a code to ${name}`} onClick={addCode}>
            Add a code
          </button>
        )}{" "}
        <ArchiveButton what="coupons" {...coupon} />
      </td>
    </tr>
  );
}

function offWords({ off, invoices, months }: Coupon): string {
  const what = off.kind === "percent" ? `${off.percent}%` : moneyText(off.amount, off.currency);
  const long = months === null ? "" : counted(months, "month");
  if (invoices === null) return long === "" ? `${what} of every invoice` : `${what} for ${long}`;
  const often = invoices === 1 ? `${what} once` : `${what} of ${invoices} invoices`;
  return long === "" ? often : `${often} within ${long}`;
}
