import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useMay } from "../shell/me.ts";
import { Page } from "../shell/page.tsx";
import { Tabs } from "../shell/tabs.tsx";
import { stateQuery } from "./books/ledger-api.ts";
import { groupOf, MONEY_GROUPS } from "./money-pages.ts";
import { MoneySentence } from "./money-sentence.tsx";
import "../styles/money.css";

const EXACTLY = { exact: true, includeSearch: false } as const;
/** A tab stays open on the pages under it. */
const UNDER = { exact: false, includeSearch: false } as const;

/** The company's money: what it earns, what it is owed, its books. */
export function MoneyPage() {
  const { data: state, isError } = useQuery(stateQuery);
  const mayClose = useMay("billing:close");
  const waiting = state && mayClose ? state.waiting + state.differences : 0;
  const group = groupOf(useLocation({ select: ({ pathname }) => pathname }));
  return (
    <Page title="Money" sentence={!isError && <MoneySentence state={state} />}>
      <Tabs label="Money">
        {MONEY_GROUPS.map((each) => (
          <Link
            key={each.title}
            to={each.pages[0].to}
            activeOptions={EXACTLY}
            {...(each === group && { "data-open": "", "aria-current": "true" })}
          >
            {each.title} {each.title === "Books" && <Waiting count={waiting} />}
          </Link>
        ))}
      </Tabs>
      {group.pages.length > 1 && (
        <Tabs label={group.title}>
          {group.pages.map(({ to, title }) => (
            <Link key={to} to={to} activeOptions={UNDER}>
              {title} {to === "/money/close" && <Waiting count={waiting} />}
            </Link>
          ))}
        </Tabs>
      )}
      <div className="tab">
        <Outlet />
      </div>
    </Page>
  );
}

/** Comes late, and only where a person must act. */
const Waiting = ({ count }: { count: number }) => (count > 0 ? <span className="badge bad late">{count}</span> : null);
