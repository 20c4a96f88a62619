import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Fragment, useCallback, useRef } from "react";
import type { AccountView } from "../../../workers/billing/account/view.ts";
import { KEYMAP } from "../keyboard/keymap.ts";
import { useKeys, useOffers } from "../keyboard/keys.tsx";
import { useMe } from "../shell/me.ts";
import { Page } from "../shell/page.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { MenuItem } from "../ui/menu-item.tsx";
import { onDemand } from "../ui/on-demand.tsx";
import { Section } from "../ui/section.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { ACTIONS, type AccountAction } from "./account-action.ts";
import { AccountMoney } from "./account-money.tsx";
import { AccountNeighbours } from "./account-neighbours.tsx";
import type { AccountSearch } from "./account-search.ts";
import { sentenceOf, thingName } from "./account-words.ts";
import { accountQuery } from "./customers-api.ts";
import type { DialogName } from "./dialog/account-dialog.tsx";
import { StatusMark } from "./status-mark.tsx";
import { UsageWaiting } from "./usage-waiting.tsx";
import "../styles/customers.css";

const UsageSection = onDemand(() => import("../money/catalogue/usage-section.tsx"), {
  fallback: ({ metered }) => (
    <Section id="usage" title="Usage">
      <UsageWaiting metered={metered} />
    </Section>
  ),
});
const Timeline = onDemand(() => import("./timeline.tsx"), {
  fallback: () => (
    <>
      <div className="timeline-filters" />
      <SkeletonRows count={6} what="what happened" />
    </>
  ),
});
// Asked for at once, so that it comes beside the answer.
const facts = () => import("./account-facts.tsx");
facts().catch(() => {});
const AccountFacts = onDemand(facts, { fallback: () => <aside className="customer-facts-column" aria-busy="true" /> });
const AccountDialog = onDemand(() => import("./dialog/account-dialog.tsx"), { what: "The dialog" });

/** One customer's account: what goes on in a sentence, what can be done, what happened, and the facts. */
export function CustomerPage() {
  const { accountId } = useParams({ from: "/shell/customers/$accountId" });
  const query = useQuery(accountQuery(accountId));
  if (query.isPending) return <Waiting />;
  if (!query.data) {
    return (
      <Page title="Customer">
        <Failed what="The account" error={query.error} retry={query.refetch} />
      </Page>
    );
  }
  return <Account view={query.data} />;
}

const Waiting = () => (
  <Page title="Customer" sentence="Looking">
    <SkeletonRows count={8} what="the account" />
  </Page>
);

function Account({ view }: { view: AccountView }) {
  const search = useSearch({ from: "/shell/customers/$accountId" });
  const navigate = useNavigate();
  const { account, waiver } = view;
  const change = useCallback(
    (next: AccountSearch) =>
      void navigate({
        to: "/customers/$accountId",
        params: { accountId: account.id },
        search: next,
        replace: true,
        resetScroll: false,
      }),
    [navigate, account.id],
  );
  const { do: open, on, ...shown } = search;
  const items = view.subscriptions.flatMap((subscription) => subscription.items);
  const isMetered = items.some(({ price }) => price.usage.kind === "metered");
  const ask = (name: DialogName, about?: string) => change({ ...shown, do: name, ...(about && { on: about }) });
  return (
    <Page
      title={account.name}
      above={
        <>
          <StatusMark status={account.status} />
          <span className="badge">{waiver ? "comped" : "not comped"}</span>
          <code className="small">{account.id}</code>
          <CopyButton text={account.id} what="account id" />
        </>
      }
      sentence={sentenceOf(view)}
      actions={
        <>
          <Actions view={view} ask={ask} />
          <AccountNeighbours accountId={account.id} search={shown} />
        </>
      }
    >
      <div className="customer-columns">
        <div className="stack grow">
          <AccountMoney view={view} ask={ask} />
          <UsageSection accountId={account.id} metered={isMetered} />
          <Section id="customer-timeline" title="What happened">
            <Timeline accountId={account.id} search={shown} change={change} nameOf={(id) => thingName(view, id)} />
          </Section>
        </div>
        <AccountFacts view={view} ask={ask} />
      </div>
      {open && (
        <AccountDialog key={`${open} ${on ?? ""}`} name={open} on={on} view={view} onClose={() => change(shown)} />
      )}
    </Page>
  );
}

/** What can be done: the most wanted as buttons, the rest under More. */
function Actions({ view, ask }: { view: AccountView; ask: (name: DialogName) => void }) {
  const scopes = useMe()?.person.scopes ?? [];
  const more = useRef<HTMLSpanElement>(null);
  const possible = ACTIONS.map((group) => group.filter(({ scope, when }) => scopes.includes(scope) && when(view)));
  const all = possible.flat();
  const rest = possible.map((group) => group.filter(({ first }) => !first)).filter((group) => group.length > 0);
  const keyed = all.flatMap(({ command, name }) => (command ? [[command, () => ask(name)] as const] : []));
  useKeys({
    ...Object.fromEntries(keyed),
    ...(rest.length > 0 && { "account.more": () => more.current?.querySelector("button")?.click() }),
  });
  useOffers(all.flatMap(({ command, name, words }) => (command ? [] : [{ words, choose: () => ask(name) }])));
  return (
    <>
      {all
        .filter(({ first }) => first)
        .map((action) => (
          <button
            key={action.name}
            type="button"
            className="button"
            title={keyOf(action)}
            onClick={() => ask(action.name)}
          >
            {action.words}
          </button>
        ))}
      {rest.length > 0 && (
        <span ref={more}>
          <Menu label="More actions" buttonClass="button icon" button={<Icon name="more" />}>
            {rest.map((group, index) => (
              <Fragment key={group[0]?.name}>
                {index > 0 && <hr />}
                {group.map(({ name, words, command }) => (
                  <MenuItem key={name} command={command} onChoose={() => ask(name)}>
                    {words}
                  </MenuItem>
                ))}
              </Fragment>
            ))}
          </Menu>
        </span>
      )}
    </>
  );
}

const keyOf = ({ command }: AccountAction): string | undefined => command && `Key ${KEYMAP[command][0]}`;
