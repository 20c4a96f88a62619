import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { Page } from "../shell/page.tsx";
import { Tabs } from "../shell/tabs.tsx";
import { stateQuery } from "./ledger-api.ts";
import { groupOf, MONEY_GROUPS } from "./money-pages.ts";
import { monthTitle } from "./month-words.ts";
import "../styles/money.css";

const EXACTLY = { exact: true, includeSearch: false } as const;
/** A tab stays open on the pages under it. */
const UNDER = { exact: false, includeSearch: false } as const;

/** The company's money: what it earns, what it is owed, its books. */
export function MoneyPage() {
  const state = useQuery(stateQuery).data;
  const waiting = state ? state.waiting + state.differences : 0;
  const group = groupOf(useLocation({ select: ({ pathname }) => pathname }));
  return (
    <Page title="Money" sentence={state ? sentenceOf(state.openMonth, state.firstMonth) : "Reading the books"}>
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

function sentenceOf(openMonth: string | null, firstMonth: string | null): string {
  if (firstMonth === null) return "The books are empty";
  return openMonth === null ? "No month is closed yet" : `The books are open from ${monthTitle(openMonth)} on`;
}
