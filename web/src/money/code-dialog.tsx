import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Coupon } from "../../../workers/billing/catalogue/view.ts";
import { catalogueApi } from "../api/catalogue.ts";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { fieldError } from "../ui/form-failure.tsx";
import { couponQuery } from "./catalogue-queries.ts";
import { useChange } from "./use-change.ts";

/** Shows the codes by which a coupon is redeemed, and makes another. */
export function CodeDialog({ coupon, onClose }: { coupon: Coupon; onClose: () => void }) {
  const [code, setCode] = useState("");
  const codes = useQuery(couponQuery(coupon.id)).data?.codes ?? [];
  const save = useChange(() => catalogueApi.createCode(coupon.id, code), onClose);
  return (
    <FormDialog
      title={`New code of ${coupon.name}`}
      verb="Create the code"
      disabled={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate(undefined)}
      onClose={onClose}
    >
      {codes.length > 0 && (
        <p className="muted">
          It has {codes.map(({ code, redemptions }) => `${code} (redeemed ${redemptions} times)`).join(", ")}.
        </p>
      )}
      <TextField
        label="Code"
        hint="3 to 40 letters, digits, _ and -, in whatever case."
        value={code}
        onChange={setCode}
        error={fieldError(save.error, "code")}
        required
        maxLength={40}
        autoFocus
      />
    </FormDialog>
  );
}
