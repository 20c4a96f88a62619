import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { changesBetween } from "../../../../workers/billing/catalogue/field-change.ts";
import type { CataloguePrice, PlanView, PriceTerms } from "../../../../workers/billing/catalogue/view.ts";
import { catalogueApi } from "../../api/catalogue.ts";
import { isApple } from "../../keyboard/keys.tsx";
import { useMay } from "../../shell/me.ts";
import { Page } from "../../shell/page.tsx";
import { useDraft } from "../../ui/draft.ts";
import { Form } from "../../ui/form.tsx";
import { FormFailure } from "../../ui/form-failure.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Failed } from "../../ui/state.tsx";
import { metersQuery, planQuery } from "../catalogue/catalogue-queries.ts";
import { ChangeList } from "../catalogue/change-list.tsx";
import { useChange } from "../catalogue/use-change.ts";
import { CostPreview } from "./cost-preview.tsx";
import { PriceFieldset } from "./price-fieldset.tsx";
import { formOf, newPriceForm, type PriceForm, termsOf } from "./price-form.ts";

/** Writes a price of a plan, or the next version of one. */
export function PricePage() {
  const { planId } = useParams({ from: "/shell/money/catalogue/$planId/price" });
  const { from } = useSearch({ from: "/shell/money/catalogue/$planId/price" });
  const query = useQuery(planQuery(planId));
  const meters = useQuery(metersQuery);
  const view = query.data;
  const before = view?.versions.flatMap(({ prices }) => prices).find(({ price }) => price.id === from)?.price ?? null;
  return (
    <Page
      title={before ? `Next version of ${before.name}` : "New price"}
      above={
        <Link to="/money/catalogue/$planId" params={{ planId }} className="plain">
          {view?.versions[0]?.plan.name ?? "Plan"}
        </Link>
      }
      sentence={
        before
          ? "It is what is sold from now on. Whoever has the version before keeps it."
          : "A plan has a price per currency and interval."
      }
    >
      {(query.isPending || meters.isPending) && <SkeletonRows count={8} what="the plan" />}
      {query.isError && !view && <Failed what="This plan" error={query.error} retry={query.refetch} />}
      {view && !meters.isPending && <PriceEditor planId={planId} view={view} before={before} />}
    </Page>
  );
}

interface PriceEditorProps {
  planId: string;
  view: PlanView;
  /** The version that this one follows; null makes a new price. */
  before: CataloguePrice | null;
}

function PriceEditor({ planId, view, before }: PriceEditorProps) {
  const saved = before ? formOf(before) : newPriceForm(view.product.taxCode);
  const draft = useDraft<PriceForm>(`price.${before?.id ?? planId}`, saved);
  const form = draft.values;
  const navigate = useNavigate();
  const may = useMay("billing:catalogue");
  const meters = useQuery(metersQuery).data?.meters ?? [];
  const save = useChange(
    (terms: PriceTerms, key) =>
      before ? catalogueApi.nextPrice(before.id, terms, key) : catalogueApi.createPrice(planId, terms, key),
    async () => {
      draft.clear();
      await navigate({ to: "/money/catalogue/$planId", params: { planId } });
    },
  );
  return (
    <Form className="form wide" onSubmit={() => save.mutate(termsOf(form))}>
      <PriceFieldset form={form} change={draft.change} meters={meters} error={save.error} isNext={before !== null} />
      <CostPreview form={form} />
      {before && <Meaning before={before} form={form} />}
      <FormFailure error={save.error} />
      <div className="form-foot">
        <button
          type="submit"
          className="button primary"
          disabled={!may || save.isPending || (before !== null && !draft.changed)}
        >
          {before ? "Sell it at this price" : "Create the price"}
        </button>
        <Link to="/money/catalogue/$planId" params={{ planId }} className="button" onClick={draft.clear}>
          Cancel
        </Link>
        <span className="hint">
          {may ? `or ${isApple ? "⌘Enter" : "Ctrl Enter"}` : "Whoever has the role finance sets prices."}
        </span>
      </div>
    </Form>
  );
}

/** What becomes of whom when the next version is sold. */
function Meaning({ before, form }: { before: CataloguePrice; form: PriceForm }) {
  // Both as a form has them, so that what a form cannot say is no change.
  const changes = changesBetween(termsOf(formOf(before)), termsOf(form));
  return (
    <section className="stack" aria-labelledby="meaning">
      <h2 id="meaning">What it changes</h2>
      {changes.length === 0 ? (
        <p className="muted">Nothing yet.</p>
      ) : (
        <ChangeList changes={changes} currency={before.currency} />
      )}
      <p>
        Who pays by version {before.version} goes on paying by it, renewals included, until the subscription is changed.
        Version {before.version + 1} is for whoever buys from now on.
      </p>
    </section>
  );
}
