import type { Level } from "../../../workers/errors/event/event.ts";
import type { IssueRow } from "../../../workers/errors/view.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import { useNow } from "../ui/now.ts";
import { type IssueState, stateOf } from "./issue-state.ts";

const MARKS: Record<IssueState, { icon: IconName; word: string }> = {
  resolved: { icon: "check", word: "Resolved" },
  ignored: { icon: "mute", word: "Ignored" },
  back: { icon: "returned", word: "Back" },
  escalating: { icon: "returned", word: "Escalating" },
  new: { icon: "dot", word: "New" },
  ongoing: { icon: "ring", word: "Unresolved" },
};

const TONES: Record<Level, string> = { fatal: "bad", error: "bad", warning: "warn", info: "info", debug: "none" };

const BADGES: Record<IssueState, string> = {
  back: "warn",
  escalating: "warn",
  new: "info",
  resolved: "good",
  ignored: "",
  ongoing: "",
};
/** States that a list says in words too. */
const NEWS: ReadonlySet<IssueState> = new Set(["back", "escalating", "new"]);

/** State as a shape, level as a colour; both in the label. */
export function IssueMark({ row }: { row: IssueRow }) {
  const state = stateOf(row, useNow());
  const tone = state === "resolved" ? "good" : state === "ignored" ? "none" : TONES[row.level];
  return (
    <span className={`mark ${tone}`} title={`${MARKS[state].word}, ${row.level}`}>
      <Icon name={MARKS[state].icon} label={`${MARKS[state].word}, ${row.level}`} />
    </span>
  );
}

/** The same facts as words, where there is room for them. */
export function IssueBadges({ row, all = false }: { row: IssueRow; all?: boolean }) {
  const state = stateOf(row, useNow());
  return (
    <>
      {(all || NEWS.has(state)) && <span className={`badge ${BADGES[state]}`}>{MARKS[state].word}</span>}
      {(all || row.level !== "error") && <span className={`badge ${all ? TONES[row.level] : ""}`}>{row.level}</span>}
      {row.unhandled && <span className="badge bad">Unhandled</span>}
    </>
  );
}
