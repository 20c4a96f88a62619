import { changesBetween } from "../../../../workers/billing/catalogue/field-change.ts";
import type { Plan, Product } from "../../../../workers/billing/catalogue/view.ts";
import { catalogueApi, type PlanFields } from "../../api/catalogue.ts";
import { Check, Field } from "../../ui/field.tsx";
import { CatalogueDialog, type Fields } from "./catalogue-dialog.tsx";
import { ChangeList } from "./change-list.tsx";
import { entitlementLines, entitlementsFrom } from "./entitlement-text.ts";

interface PlanDialogProps {
  product: Product;
  /** The version that the next one follows; null makes a new plan. */
  before: Plan | null;
  onClose: () => void;
  onMade: (id: string) => unknown;
}

interface PlanForm {
  kind: Plan["kind"];
  code: string;
  name: string;
  description: string;
  trialDays: string;
  /** A feature or limit per line. */
  entitlements: string;
}

/** Makes a plan, or its next version; of that it shows what it changes, and for whom. */
export function PlanDialog({ product, before, onClose, onMade }: PlanDialogProps) {
  const next = before && `${before.code}V${before.version + 1}`;
  return (
    <CatalogueDialog
      title={next ? `Next version, ${next}` : `New plan of ${product.name}`}
      verb={next ? `Sell ${next}` : "Create the plan"}
      first={formOf(before)}
      wrong={(form) => !entitlementsFrom(form.entitlements).ok}
      send={(form, key) => {
        if (before) return catalogueApi.nextPlan(before.id, fieldsOf(form), key);
        const { kind, code } = form;
        return catalogueApi.createPlan({ ...fieldsOf(form), productId: product.id, kind, code }, key);
      }}
      after={({ id }) => onMade(id)}
      onClose={onClose}
    >
      {(fields) => (
        <>
          {!before && <Kind {...fields} />}
          {fields.line("name", "Name", { hint: "What customers read.", required: true, maxLength: 100 })}
          {fields.line("description", "Description", { maxLength: 1000 })}
          {fields.line("trialDays", "Trial, in days", { type: "number", min: 0, max: 730, className: "short" })}
          <EntitlementField {...fields} />
          {before && <Meaning before={before} form={fields.form} />}
        </>
      )}
    </CatalogueDialog>
  );
}

const formOf = (plan: Plan | null): PlanForm => ({
  kind: plan?.kind ?? "plan",
  code: plan?.code ?? "",
  name: plan?.name ?? "",
  description: plan?.description ?? "",
  trialDays: String(plan?.trialDays ?? 0),
  entitlements: plan ? entitlementLines(plan.entitlements) : "",
});

function fieldsOf({ name, description, trialDays, entitlements }: PlanForm): PlanFields {
  const read = entitlementsFrom(entitlements);
  return { name, description, trialDays: Number(trialDays), entitlements: read.ok ? read.value : {} };
}

function Kind({ form, change, line }: Fields<PlanForm>) {
  return (
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
      {line("code", "Code", {
        hint: "Short and for ever, such as Pro: versions are ProV1, ProV2.",
        required: true,
        maxLength: 30,
      })}
    </>
  );
}

function EntitlementField({ form, change, wrong }: Fields<PlanForm>) {
  const read = entitlementsFrom(form.entitlements);
  return (
    <Field
      label="Features and limits"
      hint="One per line: sso: yes, seats: 10, projects: unlimited."
      error={read.ok ? wrong("entitlements") : `This line cannot be read: ${read.line}`}
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
  );
}

/** What becomes of whom when the next version is sold. */
function Meaning({ before, form }: { before: Plan; form: PlanForm }) {
  const { name, description, trialDays, entitlements, code, version } = before;
  const changes = changesBetween({ name, description, trialDays, entitlements }, fieldsOf(form));
  return (
    <section className="stack" aria-label="What it means">
      <p>
        Who has {code}V{version} keeps it: its price, its features and its limits. Whoever buys from now on gets {code}V
        {version + 1}, at the same prices until these have their next versions.
      </p>
      {changes.length === 0 ? (
        <p className="muted">Nothing is changed yet.</p>
      ) : (
        <ChangeList changes={changes} currency="EUR" />
      )}
    </section>
  );
}
