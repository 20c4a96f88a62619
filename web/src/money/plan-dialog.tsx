import { useState } from "react";
import type { Plan, Product } from "../../../workers/billing/catalogue/view.ts";
import { catalogueApi } from "../api/catalogue.ts";
import { Check, Field, TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { fieldError } from "../ui/form-failure.tsx";
import { entitlementLines, entitlementsFrom } from "./entitlement-text.ts";
import { useChange } from "./use-change.ts";

interface PlanDialogProps {
  product: Product;
  /** The version that the next one follows; null makes a new plan. */
  before: Plan | null;
  onClose: () => void;
  onMade: (id: string) => unknown;
}

/** Makes a plan, or its next version. */
export function PlanDialog({ product, before, onClose, onMade }: PlanDialogProps) {
  const [form, setForm] = useState({
    kind: before?.kind ?? ("plan" as Plan["kind"]), // the wider type: it is a choice
    code: before?.code ?? "",
    name: before?.name ?? "",
    description: before?.description ?? "",
    trialDays: String(before?.trialDays ?? 0),
    entitlements: before ? entitlementLines(before.entitlements) : "",
  });
  const change = (edit: Partial<typeof form>) => setForm((now) => ({ ...now, ...edit }));
  const read = entitlementsFrom(form.entitlements);
  const save = useChange(
    () => {
      const entitlements = read.ok ? read.value : {};
      const { name, description, trialDays, kind, code } = form;
      const fields = { name, description, trialDays: Number(trialDays), entitlements };
      if (before) return catalogueApi.nextPlan(before.id, fields);
      return catalogueApi.createPlan({ ...fields, productId: product.id, kind, code });
    },
    async ({ id }) => {
      onClose();
      await onMade(id);
    },
  );
  const next = before && `${before.code}V${before.version + 1}`;
  return (
    <FormDialog
      title={next ? `Next version, ${next}` : `New plan of ${product.name}`}
      verb={next ? `Create ${next}` : "Create the plan"}
      disabled={save.isPending || !read.ok}
      error={save.error}
      onSubmit={() => save.mutate(undefined)}
      onClose={onClose}
    >
      {before ? (
        <p className="muted">
          Its prices go along. Whoever has {before.code}V{before.version} keeps it with all that it entitles to.
        </p>
      ) : (
        <>
          <Check
            among="kind"
            label="A plan"
            hint="An account has one of a product's."
            checked={form.kind === "plan"}
            onChange={() => change({ kind: "plan" })}
          />
          <Check
            among="kind"
            label="An add-on"
            hint="It comes on top, and its limits are added."
            checked={form.kind === "add-on"}
            onChange={() => change({ kind: "add-on" })}
          />
          <TextField
            label="Code"
            hint="Short and for ever, such as Pro: versions are ProV1, ProV2."
            value={form.code}
            onChange={(code) => change({ code })}
            error={fieldError(save.error, "code")}
            required
            maxLength={30}
          />
        </>
      )}
      <TextField
        label="Name"
        hint="What customers read."
        value={form.name}
        onChange={(name) => change({ name })}
        error={fieldError(save.error, "name")}
        required
        maxLength={100}
      />
      <TextField
        label="Description"
        value={form.description}
        onChange={(description) => change({ description })}
        error={fieldError(save.error, "description")}
        maxLength={1000}
      />
      <TextField
        label="Trial, in days"
        type="number"
        min={0}
        max={730}
        className="short"
        value={form.trialDays}
        onChange={(trialDays) => change({ trialDays })}
        error={fieldError(save.error, "trialDays")}
      />
      <Field
        label="Features and limits"
        hint="One per line: sso: yes, seats: 10, projects: unlimited."
        error={read.ok ? fieldError(save.error, "entitlements") : `This line cannot be read: ${read.line}`}
      >
        {(control) => (
          <textarea
            {...control}
            className="input"
            rows={5}
            value={form.entitlements}
            onChange={(event) => change({ entitlements: event.target.value })}
          />
        )}
      </Field>
    </FormDialog>
  );
}
