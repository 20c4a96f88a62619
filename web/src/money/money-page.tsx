import { useQuery } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { Page } from "../shell/page.tsx";
import { Tabs } from "../shell/tabs.tsx";
import { stateQuery } from "./ledger-api.ts";
import { monthTitle } from "./month-words.ts";
import "../styles/money.css";

const TABS = [
  { to: "/money", title: "Overview" },
  { to: "/money/reports", title: "Reports" },
  { to: "/money/journal", title: "Journal" },
  { to: "/money/payments", title: "Payments" },
  { to: "/money/payouts", title: "Payouts" },
  { to: "/money/cases", title: "Cases" },
  { to: "/money/runs", title: "Runs" },
  { to: "/money/close", title: "Close" },
  { to: "/money/catalogue", title: "Catalogue" },
  { to: "/money/coupons", title: "Coupons" },
  { to: "/money/meters", title: "Meters" },
  { to: "/money/documents", title: "Documents" },
  { to: "/money/webhooks", title: "Webhooks" },
  { to: "/money/settings", title: "Settings" },
] as const;

/** The company's money: what it earns, what it is owed, its books. */
export function MoneyPage() {
  const state = useQuery(stateQuery).data;
  return (
    <Page title="Money" sentence={state ? sentenceOf(state.openMonth, state.firstMonth) : "Reading the books"}>
      <Tabs label="Money">
        {TABS.map(({ to, title }) => (
          <Link key={to} to={to} activeOptions={{ exact: to === "/money", includeSearch: false }}>
            {title}{" "}
            {to === "/money/close" && state && state.waiting + state.differences > 0 && (
              <span className="badge bad late">{state.waiting + state.differences}</span>
            )}
          </Link>
        ))}
      </Tabs>
      <div className="tab">
        <Outlet />
      </div>
    </Page>
  );
}

function sentenceOf(openMonth: string | null, firstMonth: string | null): string {
  if (firstMonth === null) return "The books are empty";
  return openMonth === null ? "No month is closed yet" : `The books are open from ${monthTitle(openMonth)} on`;
}
