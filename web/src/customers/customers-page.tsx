import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useDeferredValue, useRef, useState } from "react";
import type { AccountRow } from "../../../workers/billing/account/view.ts";
import { useKeys } from "../keyboard/keys.tsx";
import { useRowKeys } from "../keyboard/row-keys.ts";
import { Page } from "../shell/page.tsx";
import { Moment } from "../ui/moment.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Empty, Failed } from "../ui/state.tsx";
import { rowWords } from "./account-words.ts";
import { ApprovalsLink } from "./approvals-link.tsx";
import { type CustomerSearch, parseCustomerSearch, STATES } from "./customer-search.ts";
import { accountsQuery } from "./customers-api.ts";
import { StatusMark } from "./status-mark.tsx";
import "../styles/customers.css";

/** Customers: the search first, then whom it found, the newest without one. */
export function CustomersPage() {
  const search = useSearch({ from: "/shell/customers" });
  const navigate = useNavigate();
  const [befores, setBefores] = useState<(number | null)[]>([null]);
  const asked = useDeferredValue(search);
  const query = useQuery({ ...accountsQuery(asked, befores.at(-1) ?? null), placeholderData: keepPreviousData });
  const input = useRef<HTMLInputElement>(null);
  useKeys({ "list.filter": () => input.current?.focus() });
  const change = (edit: { [name in keyof CustomerSearch]?: string | undefined }) => {
    setBefores([null]);
    void navigate({ to: "/customers", search: (now) => parseCustomerSearch({ ...now, ...edit }), replace: true });
  };
  const next = query.data?.next ?? null;
  return (
    <Page
      title="Customers"
      sentence={query.data ? sentence(query.data.accounts, search) : "Looking"}
      actions={<ApprovalsLink />}
    >
      <div className="customer-filters">
        <input
          ref={input}
          className="input"
          type="search"
          aria-label="Search customers"
          placeholder="Name, owner, mail, @domain, id, invoice number, last four digits, #tag"
          value={search.query ?? ""}
          onChange={(event) => change({ query: event.target.value })}
        />
        <div className="line-up">
          {STATES.map((state) => (
            <button
              key={state}
              type="button"
              className="chip"
              aria-pressed={search.status === state}
              onClick={() => change({ status: search.status === state ? undefined : state, query: undefined })}
            >
              {state.replace("-", " ")}
            </button>
          ))}
          <button
            type="button"
            className="chip"
            aria-pressed={search.comped === "true"}
            onClick={() => change({ comped: search.comped ? undefined : "true", query: undefined })}
          >
            comped
          </button>
        </div>
      </div>
      {query.isPending && <SkeletonRows count={8} what="customers" />}
      {query.isError && !query.data && (
        <Failed what="The list of customers" error={query.error} retry={query.refetch} />
      )}
      {query.data && <Rows accounts={query.data.accounts} />}
      {query.data?.accounts.length === 0 && <Nobody searched={Object.keys(search).length > 0} />}
      {next !== null && (
        <button type="button" className="button quiet load-more" onClick={() => setBefores((now) => [...now, next])}>
          Older ones
        </button>
      )}
    </Page>
  );
}

function Rows({ accounts }: { accounts: readonly AccountRow[] }) {
  const frame = useRowKeys<HTMLUListElement>();
  return (
    <ul className="list" ref={frame}>
      {accounts.map((account) => (
        <li key={account.id} className="row">
          <StatusMark status={account.status} />
          <span className="grow">
            <Link to="/customers/$accountId" params={{ accountId: account.id }} className="title clip">
              {account.name} <span className="customer-facts">{rowWords(account)}</span>
            </Link>
            <span className="muted small clip">
              {[account.ownerName, account.ownerMail, account.country, ...account.tags.map((tag) => `#${tag}`)]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </span>
          {account.failingSinceMs !== null && <span className="badge bad">payment fails</span>}
          <span className="muted small">
            <Moment atMs={account.createdMs} short />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Nobody({ searched }: { searched: boolean }) {
  return searched ? (
    <Empty icon="search" title="Nobody is called that">
      <p className="muted">
        Owners are found by whole words, mail addresses as a whole, names by how their words begin.
      </p>
    </Empty>
  ) : (
    <Empty icon="people" title="No customers yet">
      <p className="muted">Products open accounts by the API; here is one by hand:</p>
      <pre className="code">{`curl -X POST $APIARY/console/api/billing/accounts -H "authorization: Bearer $TOKEN" \\
  -H "content-type: application/json" -d '{"productId":"shop","name":"First Ltd",
  "currency":"EUR","owner":{"name":"Ada Field","mail":"ada@first.test"}}'`}</pre>
    </Empty>
  );
}

function sentence(accounts: readonly AccountRow[], { query }: CustomerSearch): string {
  if (query) return accounts.length === 1 ? "One account fits" : `${accounts.length} accounts fit`;
  const failing = accounts.filter(({ failingSinceMs }) => failingSinceMs !== null).length;
  return failing > 0 ? `The newest first, ${failing} with payments that fail` : "The newest first";
}
