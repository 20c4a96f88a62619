import type { IssueRow } from "../../../workers/errors/view.ts";
import { counted } from "../words/number.ts";
import { AssignDialog } from "./assign-dialog.tsx";
import { IgnoreDialog } from "./ignore-dialog.tsx";
import { useIssueChange } from "./issue-change.ts";
import { MergeDialog } from "./merge-dialog.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";
import { ResolveDialog } from "./resolve-dialog.tsx";
import { UnmergeDialog } from "./unmerge-dialog.tsx";

/** What can be asked about issues before it is done to them. */
export type Question = "assign" | "resolve" | "ignore" | "merge" | "unmerge" | "delete" | "discard";

interface IssueDialogProps {
  question: Question;
  rows: IssueRow[];
  /** Called when it is carried out; with the id of the issue that came of it where that may be another, null when none did. */
  done: (left?: string | null) => void;
  onClose: () => void;
}

/** The dialog that asks it, for one issue or many. */
export default function IssueDialog({ question, rows, done, onClose }: IssueDialogProps) {
  const change = useIssueChange();
  const [first] = rows;
  if (!first) return null;
  const what = rows.length === 1 ? first.shortId : counted(rows.length, "issue");
  const apply = (wish: Parameters<typeof change>[1]) => {
    done();
    void change(rows, wish);
  };
  const shared = { what, onClose };
  if (question === "assign") return <AssignDialog {...shared} assign={(assignee) => apply({ assignee })} />;
  if (question === "ignore") {
    return <IgnoreDialog {...shared} ignore={(archive) => apply({ status: "ignored", archive })} />;
  }
  if (question === "merge") return <MergeDialog rows={rows} merged={done} onClose={onClose} />;
  if (question === "delete" || question === "discard") {
    return <RemoveDialog {...shared} rows={rows} discard={question === "discard"} removed={() => done(null)} />;
  }
  if (question === "unmerge") return <UnmergeDialog issue={first} unmerged={done} onClose={onClose} />;
  return (
    <ResolveDialog
      {...shared}
      release={"lastRelease" in first && typeof first.lastRelease === "string" ? first.lastRelease : null}
      resolve={(resolution) => apply({ status: "resolved", resolution })}
    />
  );
}
