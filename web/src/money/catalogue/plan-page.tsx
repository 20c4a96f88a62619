import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { Plan, PlanView } from "../../../../workers/billing/catalogue/view.ts";
import { catalogueApi } from "../../api/catalogue.ts";
import { useMay } from "../../shell/me.ts";
import { Page } from "../../shell/page.tsx";
import { Moment } from "../../ui/moment.tsx";
import { Section } from "../../ui/section.tsx";
import { SendButton } from "../../ui/send-button.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Failed } from "../../ui/state.tsx";
import { counted } from "../../words/number.ts";
import { priceWords } from "../price/price-words.ts";
import { ArchiveButton } from "./archive-button.tsx";
import { planQuery } from "./catalogue-queries.ts";
import { ChangeList } from "./change-list.tsx";
import { entitlementWord } from "./entitlement-text.ts";
import { PlanDialog } from "./plan-dialog.tsx";
import { useChange } from "./use-change.ts";

/** A plan: its versions, newest first, each with what it entitles to, its prices, and what it changed. */
export function PlanPage() {
  const { planId } = useParams({ from: "/shell/money/catalogue/$planId" });
  const query = useQuery(planQuery(planId));
  const view = query.data;
  const [newest] = view?.versions ?? [];
  return (
    <Page
      title={newest?.plan.name ?? "Plan"}
      above={
        <Link to="/money/catalogue" className="plain">
          Catalogue
        </Link>
      }
      sentence={view && newest ? sentenceOf(view, newest.plan) : query.isPending && "Reading the plan"}
      actions={view && newest && <PlanActions view={view} newest={newest.plan} />}
    >
      {query.isPending && <SkeletonRows count={6} what="the plan" />}
      {query.isError && !view && <Failed what="This plan" error={query.error} retry={query.refetch} />}
      <div className="stack">
        {view?.versions.map((version, index) => (
          <VersionSection key={version.plan.id} product={view.product} version={version} isNewest={index === 0} />
        ))}
      </div>
    </Page>
  );
}

/** Who made a version, where that was kept. */
const by = ({ createdBy }: { createdBy: string }) => (createdBy === "" ? "" : ` by ${createdBy}`);

const nameOf = ({ code, version }: Plan) => `${code} · version ${version}`;

function sentenceOf({ product, versions }: PlanView, { kind, archivedMs, selfService }: Plan): string {
  const what = `${kind === "plan" ? "A plan" : "An add-on"} of ${product.name} in ${counted(versions.length, "version")}`;
  if (archivedMs !== null) return `${what}, no longer sold`;
  return `${what}; ${selfService ? "customers buy it themselves" : "only staff sells it"}`;
}

function PlanActions({ view, newest }: { view: PlanView; newest: Plan }) {
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();
  if (!useMay("billing:catalogue")) return null;
  return (
    <>
      <Link to="/money/catalogue/$planId/price" params={{ planId: newest.id }} className="button primary">
        Add a price
      </Link>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        Next version
      </button>
      <SelfServiceButton {...newest} />
      <ArchiveButton what="plans" {...newest} />
      {open && (
        <PlanDialog
          product={view.product}
          before={newest}
          onClose={() => setOpen(false)}
          onMade={(id) => navigate({ to: "/money/catalogue/$planId", params: { planId: id } })}
        />
      )}
    </>
  );
}

/** Says who sells it: customers find it in their portal, or only staff does. Either is undone by the same button. */
function SelfServiceButton({ id, selfService, archivedMs }: Plan) {
  const change = useChange(() => catalogueApi.selfService(id, !selfService));
  if (archivedMs !== null) return null;
  return (
    <SendButton by={change} wish={undefined}>
      {selfService ? "Leave it to staff" : "Let customers buy it"}
    </SendButton>
  );
}

type Version = PlanView["versions"][number];

interface VersionSectionProps {
  product: PlanView["product"];
  version: Version;
  isNewest: boolean;
}

function VersionSection({ product, version: { plan, changes, prices }, isNewest }: VersionSectionProps) {
  const newestOf = new Map(prices.toReversed().map(({ price }) => [price.series, price.id]));
  return (
    <Section
      id={plan.id}
      title={nameOf(plan)}
      note={
        <>
          since <Moment atMs={plan.createdMs} />
          {by(plan)}, of {product.name} version {plan.productVersion}
        </>
      }
      folded={!isNewest}
    >
      <div className="stack">
        <ChangeList changes={changes} currency="EUR" />
        <dl className="facts">
          {plan.trialDays > 0 && <dt>Trial</dt>}
          {plan.trialDays > 0 && <dd>{counted(plan.trialDays, "day")}</dd>}
          {Object.entries(plan.entitlements).map(([name, value]) => [
            <dt key={`${name}-name`}>{name}</dt>,
            <dd key={name}>{entitlementWord(value)}</dd>,
          ])}
        </dl>
        {prices.length === 0 && <p className="muted">It has no price.</p>}
        <ul className="list">
          {prices.map((priced) => (
            <PriceRow
              key={priced.price.id}
              planId={plan.id}
              priced={priced}
              isSold={isNewest && newestOf.get(priced.price.series) === priced.price.id}
            />
          ))}
        </ul>
      </div>
    </Section>
  );
}

interface PriceRowProps {
  planId: string;
  priced: Version["prices"][number];
  /** The newest version of a price of the newest version of the plan. */
  isSold: boolean;
}

function PriceRow({ planId, priced: { price, changes }, isSold }: PriceRowProps) {
  const mayWrite = useMay("billing:catalogue");
  return (
    <li className="folds">
      <div className="grow">
        <div className={isSold ? "" : "muted"}>{priceWords(price)}</div>
        <div className="muted small">
          {price.name}, version {price.version}, since <Moment atMs={price.createdMs} />
          {by(price)}
          {!isSold && ", kept for who has it"}
        </div>
        <ChangeList changes={changes} currency={price.currency} />
      </div>
      {price.archivedMs !== null && <span className="badge">archived</span>}
      {isSold && mayWrite && (
        <Link
          to="/money/catalogue/$planId/price"
          params={{ planId }}
          search={{ from: price.id }}
          className="button small"
          aria-label={`Next version of ${price.name}`}
        >
          Next version
        </Link>
      )}
      {isSold && <ArchiveButton what="prices" {...price} />}
    </li>
  );
}
