import { type ReactNode, useState } from "react";
import type { IssueRow } from "../../../workers/errors/view.ts";
import { onDemand } from "../ui/on-demand.tsx";
import type { Question } from "./issue-dialog.tsx";

const IssueDialog = onDemand(() => import("./issue-dialog.tsx"), { what: "The dialog" });

/** A way to ask something about issues, and the dialog that is open. `done` is called when an answer is carried out, with the issue that came of it where that may be another (null: none). */
export function useIssueQuestion(
  done: (left?: string | null) => void,
): [(question: Question, rows: IssueRow[]) => void, ReactNode] {
  const [asked, setAsked] = useState<{ question: Question; rows: IssueRow[] } | null>(null);
  const ask = (question: Question, rows: IssueRow[]) => rows.length > 0 && setAsked({ question, rows });
  return [ask, asked && <IssueDialog {...asked} done={done} onClose={() => setAsked(null)} />];
}
