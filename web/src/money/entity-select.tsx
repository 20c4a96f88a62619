import type { LedgerState } from "../../../workers/billing/ledger/view.ts";

interface EntitySelectProps {
  entities: LedgerState["entities"];
  value: string | undefined;
  /** What it is called to show all of them together; absent where one has to be chosen. */
  all?: string;
  change: (entity: string | undefined) => void;
}

/** Whose books a page shows; nothing where the company has one legal entity. */
export function EntitySelect({ entities, value, all, change }: EntitySelectProps) {
  if (entities.length < 2) return null;
  return (
    <label>
      <span className="visually-hidden">Legal entity</span>
      <select
        className="input small"
        value={value ?? ""}
        onChange={(event) => change(event.target.value === "" ? undefined : event.target.value)}
      >
        {all !== undefined && <option value="">{all}</option>}
        {entities.map(({ id, name, waiting }) => (
          <option key={id} value={id}>
            {name || id}
            {waiting > 0 && `, ${waiting} waiting`}
          </option>
        ))}
      </select>
    </label>
  );
}
