import type { AccountView } from "../../../workers/billing/account/view.ts";
import { entitlementWord } from "../money/catalogue/entitlement-text.ts";
import { useMay } from "../shell/me.ts";
import { Day } from "../ui/moment.tsx";
import type { DialogName } from "./dialog/account-dialog.tsx";

/** What an account may use, and what of it staff set by hand. Nothing where its plan says nothing. */
export function Entitlements({ view, ask }: { view: AccountView; ask: (name: DialogName, on?: string) => void }) {
  const mayComp = useMay("billing:comp");
  const { entitlements, overridden } = view.entitlements;
  const names = Object.keys(entitlements);
  if (names.length === 0) return null;
  const overrideOf = (name: string) => view.overrides.findLast((one) => one.name === name && one.endedMs === null);
  return (
    <section aria-labelledby="customer-limits">
      <h2 id="customer-limits">May use</h2>
      <dl className="facts">
        {names.map((name) => {
          const override = overridden.includes(name) ? overrideOf(name) : undefined;
          return (
            <div key={name} className="fact">
              <dt>{name}</dt>
              <dd>
                {entitlementWord(entitlements[name] ?? null)}
                {override && (
                  <span className="block small muted">
                    set by {override.giver.name}
                    {override.expiresMs !== null && (
                      <>
                        , ends <Day atMs={override.expiresMs} last />
                      </>
                    )}{" "}
                    {mayComp && (
                      <button
                        type="button"
                        className="button quiet small"
                        onClick={() => ask("end-override", override.id)}
                      >
                        End it
                      </button>
                    )}
                  </span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
