import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { JournalTransaction, JournalView, LedgerState } from "../../../../workers/billing/ledger/view.ts";
import { Icon } from "../../ui/icon.tsx";
import { LoadMore } from "../../ui/load-more.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Empty, Failed } from "../../ui/state.tsx";
import { bookDay } from "../../words/time.ts";
import { AccountLink } from "../account-link.tsx";
import { AmountCell } from "../amount-cell.tsx";
import { EntitySelect } from "../entity-select.tsx";
import { type MoneySearch, parseMoneySearch } from "../money-search.ts";
import { WideTable } from "../wide-table.tsx";
import { kindTitle } from "./kind-words.ts";
import { readJournal, stateQuery } from "./ledger-api.ts";
import { monthTitle } from "./month-words.ts";

/** The entries themselves, in the order of time: of a month, an account of the chart, a customer. */
export function JournalPage() {
  const search: MoneySearch = useSearch({ from: "/shell/money" });
  const navigate = useNavigate();
  const state = useQuery(stateQuery).data;
  const query = useInfiniteQuery({
    queryKey: ["ledger", "journal", search],
    queryFn: ({ pageParam, signal }) => readJournal(search, pageParam, signal),
    initialPageParam: null as JournalView["next"], // the literal alone would narrow every later place to null
    getNextPageParam: (last) => last.next,
  });
  const pages = query.data?.pages;
  const transactions = pages?.flatMap((page) => page.transactions);
  const names: Names = {
    accounts: Object.assign({}, ...(pages ?? []).map(({ accountNames }) => accountNames)),
    charts: Object.assign({}, ...(pages ?? []).map(({ chartNames }) => chartNames)),
  };
  const without = (name: keyof MoneySearch) =>
    void navigate({ to: ".", search: (now) => parseMoneySearch({ ...now, [name]: undefined }) });
  return (
    <div className="stack wide">
      <div className="context-strip">
        <label className="line-up">
          <span className="muted small">{search.month ? "Of" : "Of any month, or of"}</span>
          <input
            aria-label="Month"
            type="month"
            className="input small"
            value={search.month ?? ""}
            onChange={(event) =>
              void navigate({ to: ".", search: (now) => parseMoneySearch({ ...now, month: event.target.value }) })
            }
          />
        </label>
        <EntitySelect
          entities={state?.entities ?? []}
          value={search.entity}
          all="All legal entities"
          change={(entity) => void navigate({ to: ".", search: (now) => parseMoneySearch({ ...now, entity }) })}
        />
        <Filters search={search} names={names} without={without} />
        <Link
          to="."
          search={(now) => parseMoneySearch({ ...now, corrections: search.corrections ? undefined : "yes" })}
          className={search.corrections ? "chip chosen" : "chip"}
        >
          Corrections only
        </Link>
        <Link
          to="."
          search={(now) => parseMoneySearch({ ...now, pending: search.pending ? undefined : "yes" })}
          className={search.pending ? "chip chosen" : "chip"}
        >
          Expected
        </Link>
      </div>
      {query.isPending && <SkeletonRows count={8} what="the journal" />}
      {query.isError && !transactions && <Failed what="The journal" error={query.error} retry={query.refetch} />}
      {transactions?.length === 0 && (
        <Empty icon="filter" title={Object.keys(search).length === 0 ? "No entry yet" : "No entry fits"}>
          <p className="muted">
            {search.pending === "yes"
              ? "Money that is on its way stands here until it is posted or given up."
              : Object.keys(search).length === 0
                ? "Whatever is billed, paid or given back is written here, by itself."
                : "Take a filter away above."}
          </p>
        </Empty>
      )}
      {transactions && transactions.length > 0 && (
        <WideTable label="The journal" className="journal">
          <thead>
            <tr>
              <th scope="col">Day and entry</th>
              <th scope="col">Account</th>
              <th scope="col" className="number">
                Debit
              </th>
              <th scope="col" className="number">
                Credit
              </th>
            </tr>
          </thead>
          {transactions.map((each) => (
            <Transaction
              key={`${each.accountId} ${each.id}`}
              transaction={each}
              names={names}
              seller={search.entity === undefined ? sellerOf(state, each.entity) : undefined}
              expected={search.pending === "yes"}
              marked={search.chart}
            />
          ))}
        </WideTable>
      )}
      <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} load={query.fetchNextPage} />
    </div>
  );
}

/** What accounts of customers and of the chart are called, by their ids and codes. */
interface Names {
  accounts: Readonly<Record<string, string>>;
  charts: Readonly<Record<string, string>>;
}

interface FiltersProps {
  search: MoneySearch;
  names: Names;
  without: (name: keyof MoneySearch) => void;
}

function Filters({ search, names, without }: FiltersProps) {
  const chips: [keyof MoneySearch, string | undefined][] = [
    ["month", search.month && monthTitle(search.month)],
    ["chart", search.chart && `account ${search.chart}`],
    ["kind", search.kind && kindTitle(search.kind)],
    ["currency", search.currency],
    ["account", search.account && `customer ${names.accounts[search.account] ?? search.account}`],
  ];
  return chips.map(([name, text]) =>
    text === undefined ? null : (
      <button key={name} type="button" className="chip chosen" title="Show without it" onClick={() => without(name)}>
        {text}
        <Icon name="cross" />
      </button>
    ),
  );
}

interface TransactionProps {
  transaction: JournalTransaction;
  names: Names;
  /** The account of the chart that the page is about. */
  marked: string | undefined;
  /** Whose books it is in, where those of several are shown. */
  seller: string | undefined;
  /** Nothing of it is posted yet. */
  expected: boolean;
}

/** What a legal entity is called, where the company has several. */
const sellerOf = (state: LedgerState | undefined, entity: string): string | undefined =>
  state && state.entities.length > 1 ? (state.entities.find(({ id }) => id === entity)?.name ?? entity) : undefined;

function Transaction({ transaction, names, marked, seller, expected }: TransactionProps) {
  const { postedMs, occurredMs, correction, description, kind, accountId, entries } = transaction;
  return (
    <tbody>
      <tr className="part-head">
        <th scope="rowgroup">
          {bookDay(postedMs)} · {description || kindTitle(kind)}
          {expected && (
            <>
              {" "}
              <span className="badge">Expected</span>
            </>
          )}
          {seller && (
            <>
              {" "}
              <span className="badge">{seller}</span>
            </>
          )}{" "}
          {correction && <span className="badge warn">Correction of {bookDay(occurredMs)}</span>}
        </th>
        <td colSpan={3}>
          <AccountLink id={accountId} name={names.accounts[accountId]} />
        </td>
      </tr>
      {entries.map(({ chart, currency, amount }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the entries of a transaction never change
        <tr key={index}>
          <th scope="row">{index === 0 && <span className="muted">{kindTitle(kind)}</span>}</th>
          <td>
            <Link
              to="."
              search={(now) => parseMoneySearch({ ...now, chart })}
              className={chart === marked ? "strong" : undefined}
            >
              {chart.split(":")[0]} {names.charts[chart]}
            </Link>{" "}
            <span className="muted">{currency}</span>
          </td>
          <AmountCell label="Debit" amount={Math.max(amount, 0)} currency={currency} />
          <AmountCell label="Credit" amount={Math.max(-amount, 0)} currency={currency} />
        </tr>
      ))}
    </tbody>
  );
}
