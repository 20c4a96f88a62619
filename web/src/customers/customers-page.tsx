import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useDeferredValue, useEffect, useRef, useState } from "react";
import type { AccountRow } from "../../../workers/billing/account/view.ts";
import { useMay } from "../shell/me.ts";
import { Page } from "../shell/page.tsx";
import { CodeBlock } from "../ui/code-block.tsx";
import { onDemand } from "../ui/on-demand.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Empty, Failed } from "../ui/state.tsx";
import { counted } from "../words/number.ts";
import { ApprovalsLink } from "./approvals-link.tsx";
import { CustomerFilters } from "./customer-filters.tsx";
import { CustomerRows } from "./customer-rows.tsx";
import { type CustomerSearch, parseCustomerSearch, searchWords } from "./customer-search.ts";
import { accountsQuery } from "./customers-api.ts";
import { useCustomerKeys } from "./list-keys.ts";
import { OpenAccount } from "./open-account.tsx";
import "../styles/customers.css";

const BulkBar = onDemand(() => import("./bulk-bar.tsx"), { what: "What can be done with them" });

/** Customers: the search first, then whom it found, the newest without one. */
export function CustomersPage() {
  const search = useSearch({ from: "/shell/customers" });
  const navigate = useNavigate();
  const asked = useDeferredValue(search);
  const query = useQuery({ ...accountsQuery(asked), placeholderData: keepPreviousData });
  const mayRead = useMay("billing:read");
  const [isEntering, setEntering] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const accounts = query.data?.accounts ?? [];
  const keys = useCustomerKeys(
    accounts.map(({ id }) => id),
    () => input.current?.focus(),
  );
  const chosen = accounts.filter(({ id }) => keys.selection.ids.has(id));
  const change = (edit: { [name in keyof CustomerSearch]?: string | undefined }) => {
    keys.clear();
    setEntering(false);
    void navigate({
      to: "/customers",
      search: (now) => parseCustomerSearch({ ...now, ...edit, before: undefined }),
      replace: true,
    });
  };
  // What stands there may still be of what was typed before: that is not opened.
  const isFound = query.data !== undefined && !query.isPlaceholderData && asked === search;
  useEffect(() => {
    if (!isEntering || !isFound) return;
    setEntering(false);
    const [first, ...more] = keys.frame.current?.querySelectorAll<HTMLElement>(".title") ?? [];
    if (more.length === 0) first?.click();
    else first?.focus();
  }, [isEntering, isFound, keys.frame]);
  const next = query.data?.next ?? null;
  const { before: _, ...newest } = search;
  return (
    <Page
      title="Customers"
      sentence={query.data ? sentence(query.data.accounts, search) : query.isPending && "Looking"}
      actions={
        mayRead && (
          <>
            <OpenAccount />
            <ApprovalsLink />
          </>
        )
      }
    >
      {mayRead && <CustomerFilters input={input} search={search} change={change} enter={() => setEntering(true)} />}
      {query.isPending && <SkeletonRows count={8} what="customers" shape="issues-waiting" />}
      {query.isError && !query.data && (
        <Failed what="The list of customers" error={query.error} retry={query.refetch} />
      )}
      {accounts.length > 0 && <CustomerRows accounts={accounts} keys={keys} search={search} />}
      {query.data?.accounts.length === 0 && <Nobody searched={Object.keys(search).length > 0} />}
      <div className="line-up">
        {search.before !== undefined && (
          <Link to="/customers" search={newest} className="button quiet load-more" onClick={keys.clear}>
            The newest
          </Link>
        )}
        {next !== null && (
          <Link
            to="/customers"
            search={{ ...newest, before: next }}
            className="button quiet load-more"
            onClick={keys.clear}
          >
            Older ones
          </Link>
        )}
      </div>
      {chosen.length > 0 && <BulkBar chosen={chosen} all={keys.toggleAll} clear={keys.clear} />}
    </Page>
  );
}

function Nobody({ searched }: { searched: boolean }) {
  return searched ? (
    <Empty icon="search" title="Nobody fits">
      <p className="muted">
        Owners are found by whole words, mail addresses as a whole, names by how their words begin.
      </p>
      <Link to="/customers" search={{}} className="button">
        Show all customers
      </Link>
    </Empty>
  ) : (
    <Empty icon="people" title="No customers yet">
      <p className="muted">Products open accounts by the API, staff with the button above. By the API it is:</p>
      <CodeBlock text={FIRST_ACCOUNT} what="command" />
    </Empty>
  );
}

const FIRST_ACCOUNT = `curl -X POST $APIARY/console/api/billing/accounts -H "authorization: Bearer $TOKEN" \\
  -H "content-type: application/json" -d '{"productId":"shop","name":"First Ltd",
  "currency":"EUR","owner":{"name":"Ada Field","mail":"ada@first.test"}}'`;

function sentence(accounts: readonly AccountRow[], search: CustomerSearch): string {
  if (search.query) return accounts.length === 0 ? "Nobody fits" : `${counted(accounts.length, "account")} found`;
  const failing = accounts.filter(({ failingSinceMs }) => failingSinceMs !== null).length;
  const words = searchWords(search);
  const order = search.before === undefined ? "The newest first" : "Opened before those, the newest first";
  const first = words === "" ? order : `${order}, of those that are ${words}`;
  return failing > 0 && search.needs !== "payment" ? `${first}, ${failing} with payments that fail` : first;
}
