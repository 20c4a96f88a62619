import type { AccountView } from "../../../workers/billing/account/view.ts";
import { moneyText } from "../money/amount.tsx";
import { useMay } from "../shell/me.ts";
import { Badges } from "../ui/badges.tsx";
import { Moment } from "../ui/moment.tsx";

/** The narrow column of an account: people, balance, payment methods, notes, and where its errors are. */
export function AccountFacts({ view, reveal }: { view: AccountView; reveal: () => void }) {
  const { account, people, methods, notes, balance } = view;
  const mayReveal = useMay("billing:reveal");
  return (
    <aside className="customer-facts-column">
      <section aria-labelledby="customer-people">
        <h2 id="customer-people">People</h2>
        <ul className="plain">
          {people.map(({ id, name, mail, role, endedMs }) => (
            <li key={id} className={endedMs === null ? "" : "muted"}>
              {name}{" "}
              <span className="muted small">
                {[mail, role, endedMs !== null && "left"].filter(Boolean).join(" · ")}
              </span>
            </li>
          ))}
        </ul>
        {mayReveal && (
          <button type="button" className="button quiet" onClick={reveal}>
            Show names and mails
          </button>
        )}
      </section>
      <section aria-labelledby="customer-facts">
        <h2 id="customer-facts">Facts</h2>
        <dl className="facts">
          <dt>Balance</dt>
          <dd>{balance === 0 ? "–" : moneyText(balance, account.currency)}</dd>
          <dt>Product</dt>
          <dd>{account.productId}</dd>
          <dt>Opened</dt>
          <dd>
            <Moment atMs={account.createdMs} />
          </dd>
          <dt>Time zone</dt>
          <dd>{account.timeZone}</dd>
          <dt>Pays by</dt>
          <dd>{methods.map(({ brand, last4 }) => `${brand} ·${last4}`).join(", ") || "–"}</dd>
          <dt>Tax id</dt>
          <dd>{account.taxId ? account.taxId.status : "–"}</dd>
          <dt>Tags</dt>
          <dd>
            <Badges words={account.tags} />
          </dd>
          <dt>Errors</dt>
          <dd>
            <a href={`/errors?query=${encodeURIComponent(`account:${account.id}`)}`}>Its errors</a>
          </dd>
        </dl>
      </section>
      {notes.length > 0 && (
        <section aria-labelledby="customer-notes">
          <h2 id="customer-notes">Notes</h2>
          <ul className="plain">
            {notes.map(({ id, text, author, createdMs }) => (
              <li key={id}>
                {text}
                <span className="muted small block">
                  {author.name}, <Moment atMs={createdMs} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}
