import { Link } from "@tanstack/react-router";
import type { AccountView } from "../../../workers/billing/account/view.ts";
import { moneyText } from "../money/amount.ts";
import { useMay } from "../shell/me.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { MenuItem } from "../ui/menu-item.tsx";
import { Day, Moment } from "../ui/moment.tsx";
import { onDemand } from "../ui/on-demand.tsx";
import { exemptionWords, taxIdWords } from "./account-words.ts";
import type { DialogName } from "./dialog/account-dialog.tsx";
import { Entitlements } from "./entitlements.tsx";
import { ParkedEffects } from "./parked-effects.tsx";

// The last of its column, so that what comes late moves nothing.
const AccountErrors = onDemand(() => import("./account-errors.tsx"));

type Ask = (name: DialogName, on?: string) => void;

/** The narrow column of an account: people, balance, payment methods, notes, and where its errors are. */
export default function AccountFacts({ view, ask }: { view: AccountView; ask: Ask }) {
  const { account, methods, balance, waiver } = view;
  const mayWrite = useMay("billing:write");
  const links = Object.entries(account.externalIds);
  const { address } = account;
  return (
    <aside className="customer-facts-column">
      <ParkedEffects view={view} />
      <People view={view} ask={ask} />
      <section aria-labelledby="customer-facts">
        <h2 id="customer-facts">Facts</h2>
        <dl className="facts">
          <dt>Balance</dt>
          <dd>{balance === 0 ? "–" : moneyText(balance, account.currency)}</dd>
          <dt>Pays by</dt>
          <dd>
            {methods.length === 0 && "–"}
            {methods.map((method) => (
              <Method key={method.id} method={method} ask={mayWrite ? ask : null} />
            ))}
          </dd>
          {waiver && (
            <>
              <dt>Comp</dt>
              <dd>
                {waiver.expiresMs === null ? "without an end" : <Day atMs={waiver.expiresMs} last />}
                {waiver.reviewMs !== null && (
                  <span className="block small muted">
                    looked at again <Day atMs={waiver.reviewMs} last />
                  </span>
                )}
              </dd>
            </>
          )}
          {account.incinerateAtMs !== null && (
            <>
              <dt>Data goes</dt>
              <dd>
                <Day atMs={account.incinerateAtMs} />
              </dd>
            </>
          )}
          {account.mergedIntoId !== null && (
            <>
              <dt>Merged into</dt>
              <dd>
                <Link to="/customers/$accountId" params={{ accountId: account.mergedIntoId }}>
                  {account.mergedIntoId}
                </Link>
              </dd>
            </>
          )}
          {account.testClockId != null && (
            <>
              <dt>Test account</dt>
              <dd>Nobody's money: in no report, payout or list of payments</dd>
            </>
          )}
          <dt>Product</dt>
          <dd>{account.productId}</dd>
          {account.entityId !== undefined && (
            <>
              <dt>Sold by</dt>
              <dd>{account.entityId}</dd>
            </>
          )}
          <dt>Opened</dt>
          <dd>
            <Day atMs={account.createdMs} />
          </dd>
          <dt>Invoiced to</dt>
          <dd>
            {account.legalName || account.name}
            {address && (
              <span className="block small muted">
                {[
                  address.line1,
                  address.line2,
                  `${address.postalCode} ${address.city}`.trim(),
                  address.region,
                  address.country,
                ]
                  .filter(Boolean)
                  .join(", ")}
              </span>
            )}
          </dd>
          <dt>Tax id</dt>
          <dd>
            {account.taxId?.value ?? "–"}
            {account.taxId && <span className="block small muted">{taxIdWords(account.taxId)}</span>}
          </dd>
          <dt>Taxed</dt>
          <dd>{exemptionWords(account.exemption)}</dd>
          <dt>Language</dt>
          <dd>{account.language}</dd>
          <dt>Time zone</dt>
          <dd>{account.timeZone}</dd>
          <dt>Tags</dt>
          <dd>
            {account.tags.length === 0 && "–"}
            <span className="line-up wrap">
              {account.tags.map((tag) => (
                <Link key={tag} to="/customers" search={{ query: `#${tag}` }} className="badge">
                  #{tag}
                </Link>
              ))}
            </span>
          </dd>
          {links.map(([system, id]) => (
            <div key={system} className="fact">
              <dt>{system}</dt>
              <dd>{id}</dd>
            </div>
          ))}
        </dl>
      </section>
      <Entitlements view={view} ask={ask} />
      <Notes view={view} ask={ask} mayWrite={mayWrite} />
      <AccountErrors accountId={account.id} />
    </aside>
  );
}

/** A payment method, and what can be done with it; null where who looks may do nothing. */
function Method({ method, ask }: { method: AccountView["methods"][number]; ask: Ask | null }) {
  const { id, brand, kind, last4, status, isDefault } = method;
  const name = `${brand || kind} ·${last4}`;
  return (
    <span className="line-up">
      <span className="grow">
        {name}
        {status === "expired" && <span className="muted small"> expired</span>}
        {isDefault && <span className="muted small"> charged first</span>}
      </span>
      {ask && (
        <Menu label={`Actions for ${name}`} buttonClass="button quiet small icon" button={<Icon name="more" />}>
          {!isDefault && <MenuItem onChoose={() => ask("default-method", id)}>Charge it first</MenuItem>}
          <MenuItem onChoose={() => ask("detach-method", id)}>Take it away</MenuItem>
        </Menu>
      )}
    </span>
  );
}

function People({ view, ask }: { view: AccountView; ask: Ask }) {
  const mayWrite = useMay("billing:write");
  const mayReveal = useMay("billing:reveal");
  return (
    <section aria-labelledby="customer-people">
      <h2 id="customer-people">People</h2>
      <ul className="plain">
        {view.people.map(({ id, name, mail, role, endedMs }) => (
          <li key={id} id={id} className={endedMs === null ? "line-up" : "line-up muted"}>
            <span className="grow">
              {name}{" "}
              <span className="muted small">
                {[mail, role, endedMs !== null && "left"].filter(Boolean).join(" · ")}
              </span>
            </span>
            {(mayWrite || mayReveal) && (
              <Menu
                label={`Actions for ${name}, ${role}`}
                buttonClass="button quiet small icon"
                button={<Icon name="more" />}
              >
                {mayWrite && role !== "owner" && (
                  <MenuItem onChoose={() => ask("person", id)}>Part in the account</MenuItem>
                )}
                {mayWrite && endedMs === null && (
                  <MenuItem onChoose={() => ask("portal-link", id)}>Send a link to their account</MenuItem>
                )}
                {mayReveal && <MenuItem onChoose={() => ask("reveal")}>Show names and mails</MenuItem>}
                {mayReveal && <MenuItem onChoose={() => ask("erase", id)}>Erase personal data</MenuItem>}
              </Menu>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Notes({ view, ask, mayWrite }: { view: AccountView; ask: Ask; mayWrite: boolean }) {
  if (view.notes.length === 0) return null;
  return (
    <section aria-labelledby="customer-notes">
      <h2 id="customer-notes">Notes</h2>
      <ul className="plain">
        {view.notes.map(({ id, text, author, createdMs }) => (
          <li key={id} id={id} className="line-up">
            <span className="grow">
              {text}
              <span className="muted small block">
                {author.name}, <Moment atMs={createdMs} />
              </span>
            </span>
            {mayWrite && (
              <button
                type="button"
                className="button quiet small icon"
                aria-label="Remove the note"
                onClick={() => ask("remove-note", id)}
              >
                <Icon name="trash" />
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
