import { Link } from "@tanstack/react-router";
import type { AccountRow } from "../../../workers/billing/account/view.ts";
import { moneyText } from "../money/amount.ts";
import { Day, Moment } from "../ui/moment.tsx";
import { standingWords } from "./account-words.ts";
import type { CustomerSearch } from "./customer-search.ts";
import type { useCustomerKeys } from "./list-keys.ts";
import { StatusMark } from "./status-mark.tsx";

interface CustomerRowsProps {
  accounts: readonly AccountRow[];
  keys: ReturnType<typeof useCustomerKeys>;
  /** Goes along with a customer, who is one of the list. */
  search: CustomerSearch;
}

/** Customers: what somebody asks first stands in the first line, who they are in the second. */
export function CustomerRows({ accounts, keys, search }: CustomerRowsProps) {
  return (
    <ul className="list customers" ref={keys.frame}>
      {accounts.map((account) => {
        const chosen = keys.selection.ids.has(account.id);
        return (
          <li key={account.id} className={chosen ? "row chosen" : "row"} data-account={account.id}>
            <label className="row-check above">
              <input
                type="checkbox"
                checked={chosen}
                aria-label={`Select ${account.name}`}
                onChange={(event) =>
                  keys.choose(account.id, event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)
                }
              />
            </label>
            <StatusMark status={account.status} />
            <span className="grow">
              <Link
                to="/customers/$accountId"
                params={{ accountId: account.id }}
                search={search}
                className="title clip"
              >
                {account.name} <span className="customer-facts">{standingWords(account)}</span>
              </Link>
              <span className="muted small clip">
                {[account.ownerName, account.ownerMail, account.country, ...account.tags.map((tag) => `#${tag}`)]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
            {account.failingSinceMs !== null && <span className="badge bad">payment fails</span>}
            {account.parked > 0 && <span className="badge warn">parked</span>}
            {account.waiverExpiresMs !== null && (
              <span className="muted small wide-only">
                comp ends <Day atMs={account.waiverExpiresMs} last />
              </span>
            )}
            <span className="number small customer-owed" title={account.owed > 0 ? "Open on its invoices" : undefined}>
              {account.owed > 0 && (
                <>
                  <span className="muted">owes</span> {moneyText(account.owed, account.currency)}
                </>
              )}
            </span>
            <span className="muted small customer-age">
              <Moment atMs={account.createdMs} short />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
