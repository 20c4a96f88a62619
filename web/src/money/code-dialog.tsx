import { useQuery } from "@tanstack/react-query";
import type { Coupon } from "../../../workers/billing/catalogue/view.ts";
import { catalogueApi } from "../api/catalogue.ts";
import { counted } from "../words/number.ts";
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
      send={({ code }) => catalogueApi.createCode(coupon.id, code)}
      onClose={onClose}
    >
      {({ line }) => (
        <>
          <p className="muted">
            {codes === undefined && "Reading its codes"}
            {codes?.length === 0 && "It has no code yet: nobody can redeem it by one."}
            {codes && codes.length > 0 && `It has ${codes.map(codeWords).join(", ")}.`}
          </p>
          {line("code", "Code", {
            hint: "3 to 40 letters, digits, _ and -, in whatever case.",
            ...{ required: true, maxLength: 40, autoFocus: true },
          })}
        </>
      )}
    </CatalogueDialog>
  );
}

const codeWords = ({ code, redemptions }: { code: string; redemptions: number }): string =>
  `${code} (redeemed ${counted(redemptions, "time")})`;
