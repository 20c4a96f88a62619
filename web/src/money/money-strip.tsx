import type { LedgerState } from "../../../workers/billing/ledger/view.ts";
import { useKeys } from "../keyboard/keys.tsx";
import { Icon } from "../ui/icon.tsx";
import type { Asked } from "./books/ledger-api.ts";
import { monthAfter, monthTitle } from "./books/month-words.ts";
import { EntitySelect } from "./entity-select.tsx";
import type { MoneySearch } from "./money-search.ts";

const SPANS = [3, 6, 12, 24];

interface MoneyStripProps {
  state: LedgerState;
  asked: Asked;
  change: (edit: MoneySearch) => void;
  /** Reports of one month have no span. */
  spans?: boolean;
}

/** Which month, how many, in which currency, whose: the URL's own words. */
export function MoneyStrip({ state, asked, change, spans = true }: MoneyStripProps) {
  const { month, months, currency, convert, entity } = asked;
  const move = (count: number) => change({ month: monthAfter(month, count) });
  useKeys({ "month.earlier": () => move(-1), "month.later": () => move(1) });
  const currencies = [...new Set([...state.currencies, ...state.bases, currency])];
  return (
    <div className="context-strip">
      <span className="line-up">
        <button
          type="button"
          className="button quiet small icon turned"
          aria-label="Month before"
          title="Month before (,)"
          onClick={() => move(-1)}
        >
          <Icon name="back" />
        </button>
        <label>
          <span className="visually-hidden">Month</span>
          <input
            type="month"
            className="input small"
            value={month}
            title={monthTitle(month)}
            onChange={(event) => event.target.value && change({ month: event.target.value })}
          />
        </label>
        <button
          type="button"
          className="button quiet small icon"
          aria-label="Month after"
          title="Month after (.)"
          disabled={month >= state.thisMonth}
          onClick={() => move(1)}
        >
          <Icon name="chevron" />
        </button>
      </span>
      {spans &&
        SPANS.map((span) => (
          <button
            key={span}
            type="button"
            className={span === months ? "chip chosen" : "chip"}
            aria-pressed={span === months}
            onClick={() => change({ months: span })}
          >
            {span} months
          </button>
        ))}
      <label>
        <span className="visually-hidden">Currency</span>
        <select className="input small" value={currency} onChange={(event) => change({ currency: event.target.value })}>
          {currencies.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <EntitySelect
        entities={state.entities}
        value={entity}
        all="All legal entities"
        change={(next) => change({ entity: next })}
      />
      {state.bases.includes(currency) && (
        <label className="check">
          <input
            type="checkbox"
            checked={convert === "yes"}
            onChange={(event) => change({ convert: event.target.checked ? "yes" : "no" })}
          />
          <span>with the other currencies, at stored rates</span>
        </label>
      )}
    </div>
  );
}
