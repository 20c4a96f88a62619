import { useCallback, useEffect, useRef, useState } from "react";
import type { IssueRow, IssueStatus } from "../../../workers/errors/view.ts";
import { useKeys } from "../keyboard/keys.tsx";
import { useIssueChange } from "./issue-change.ts";
import type { Question } from "./issue-dialog.tsx";
import { useIssueQuestion } from "./issue-question.tsx";
import type { RowFocus } from "./issue-rows.tsx";
import { lastIssue } from "./last-issue.ts";
import { extend, NOTHING_SELECTED, toggle, toggleAll } from "./selection.ts";

interface PageKeys {
  filter: () => void;
  toggleLive: () => void;
}

/** Cursor, selection and actions of an issues list, by keyboard and pointer alike. */
export function useListKeys(rows: IssueRow[], page: PageKeys) {
  const frame = useRef<HTMLDivElement>(null);
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const [focus, setFocus] = useState<RowFocus | null>(null);
  const [ask, dialog] = useIssueQuestion(() => setSelection(NOTHING_SELECTED));
  const focusOn = useCallback((id: string) => setFocus({ id, taken: () => setFocus(null) }), []);
  const change = useIssueChange();
  const order = rows.map((row) => row.id);
  const latestOrder = useRef(order);
  latestOrder.current = order;
  const chosen = rows.filter((row) => selection.ids.has(row.id));

  const comeBack = useRef(lastIssue());
  const ready = rows.length > 0;
  useEffect(() => {
    // Coming back from an issue continues at it, once the list is there.
    const id = comeBack.current;
    if (!ready || id === null) return;
    comeBack.current = null;
    if (latestOrder.current.includes(id)) focusOn(id);
  }, [ready, focusOn]);

  const cursor = (): number => {
    const at = document.activeElement?.closest("[data-issue]")?.getAttribute("data-issue");
    return order.indexOf(at ?? "");
  };
  const goTo = (index: number) => {
    const id = order[Math.max(0, Math.min(order.length - 1, index))];
    if (id) {
      focusOn(id);
    }
  };
  const move = (by: number) => {
    // A key that repeats comes before the focus has moved: it continues from where the focus is going.
    const at = focus ? order.indexOf(focus.id) : cursor();
    goTo(at >= 0 ? at + by : Math.max(0, order.indexOf(lastIssue() ?? "")));
  };
  const current = () => rows[cursor()];
  /** The chosen issues, or the one under the cursor. */
  const subject = (): IssueRow[] => (chosen.length > 0 ? chosen : [current()].filter((row) => row !== undefined));

  const setStatus = (status: IssueStatus) => {
    const subjects = subject();
    const at = cursor();
    const staying = rows.filter((row) => !subjects.includes(row));
    setSelection(NOTHING_SELECTED);
    void change(subjects, { status });
    // What was under the cursor leaves the list: the one that takes its place gets the focus.
    const next = staying[Math.min(Math.max(at, 0), staying.length - 1)];
    if (at >= 0 && next) focusOn(next.id);
  };
  const asks = (question: Question) => () => ask(question, subject());
  const choose = useCallback((id: string, range: boolean) => {
    setSelection((now) => (range ? extend(now, id, latestOrder.current) : toggle(now, id)));
  }, []);
  const chooseCurrent = (range: boolean) => {
    const row = current();
    if (row) choose(row.id, range);
  };
  useKeys({
    "list.next": () => move(1),
    "list.previous": () => move(-1),
    "list.open": () => {
      const row = current();
      if (row) document.getElementById(`issue-${row.id}`)?.click();
    },
    "list.select": () => chooseCurrent(false),
    "list.select-range": () => chooseCurrent(true),
    "list.clear": () => setSelection(NOTHING_SELECTED),
    "list.filter": page.filter,
    "list.live": page.toggleLive,
    "issue.resolve": () => setStatus("resolved"),
    "issue.ignore": () => setStatus("ignored"),
    "issue.unresolve": () => setStatus("unresolved"),
    "issue.assign": asks("assign"),
    "issue.resolve-in": asks("resolve"),
    "issue.ignore-until": asks("ignore"),
    "issue.merge": asks("merge"),
    "issue.delete": asks("delete"),
  });
  return {
    frame,
    selection,
    chosen,
    focus,
    dialog,
    choose,
    toggleAll: () => setSelection((now) => toggleAll(now, order)),
    clear: () => setSelection(NOTHING_SELECTED),
    setStatus,
    ask: (question: Question) => ask(question, subject()),
  };
}
