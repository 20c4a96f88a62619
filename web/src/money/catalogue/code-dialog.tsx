import { useQuery } from "@tanstack/react-query";
import type { Coupon } from "../../../../workers/billing/catalogue/view.ts";
import { catalogueApi } from "../../api/catalogue.ts";
import { counted } from "../../words/number.ts";
import { ArchiveButton } from "./archive-button.tsx";
import { CatalogueDialog } from "./catalogue-dialog.tsx";
import { couponQuery } from "./catalogue-queries.ts";

/** Shows the codes by which a coupon is redeemed, and makes another. */
export function CodeDialog({ coupon, onClose }: { coupon: Coupon; onClose: () => void }) {
  const codes = useQuery(couponQuery(coupon.id)).data?.codes;
  return (
    <CatalogueDialog
      title={`New code of ${coupon.name}`}
      verb="Create the code"
      first={{ code: "" }}
      send={({ code }, key) => catalogueApi.createCode(coupon.id, code, key)}
      onClose={onClose}
    >
      {({ line }) => (
        <>
          {codes === undefined && <p className="muted">Reading its codes</p>}
          {codes?.length === 0 && <p className="muted">It has no code yet: nobody can redeem it by one.</p>}
          <ul className="list">
            {codes?.map(({ code, redemptions, archivedMs }) => (
              <li key={code} className="row">
                <code>{code}</code>
                <span className="grow muted small">redeemed {counted(redemptions, "time")}</span>
                {archivedMs !== null && <span className="badge">archived</span>}
                <ArchiveButton what="promotion_codes" id={code} name={`code ${code}`} archivedMs={archivedMs} />
              </li>
            ))}
          </ul>
          {line("code", "Code", {
            hint: "3 to 40 letters, digits, _ and -, in whatever case.",
            ...{ required: true, maxLength: 40, autoFocus: true },
          })}
        </>
      )}
    </CatalogueDialog>
  );
}
