import type { FieldChange } from "../../../../workers/billing/catalogue/view.ts";
import { changeWords } from "./change-words.ts";

/** What a version changes of the one before, in words; nothing for a first version. */
export function ChangeList({ changes, currency }: { changes: readonly FieldChange[]; currency: string }) {
  if (changes.length === 0) return null;
  return (
    <ul className="changes small">
      {changes.map((change) => {
        const { what, before, after } = changeWords(change, currency);
        return (
          <li key={change.field}>
            {what}: {before === null ? "added, " : <del>{before}</del>}
            {before !== null && after !== null && " becomes "}
            {after === null ? ", taken out" : <ins>{after}</ins>}
          </li>
        );
      })}
    </ul>
  );
}
