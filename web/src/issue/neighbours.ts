import { useEffect, useState } from "react";
import { useIssueList } from "../issues/issue-list.ts";
import type { IssueSearch } from "../issues/issue-search.ts";
import { rememberIssue } from "../issues/last-issue.ts";

interface Neighbours {
  of: string;
  previous: string | null;
  next: string | null;
}

/**
 * The issues before and after this one in the list that the URL's filters make. Remembered once found: resolving takes
 * the issue out of the list, and the way on must stay.
 */
export function useNeighbours(id: string, search: IssueSearch): Neighbours {
  const { rows } = useIssueList(search, false);
  const [known, setKnown] = useState<Neighbours>({ of: "", previous: null, next: null });
  useEffect(() => rememberIssue(id), [id]);
  const at = rows.findIndex((row) => row.id === id);
  if (at >= 0) {
    const found = { of: id, previous: rows[at - 1]?.id ?? null, next: rows[at + 1]?.id ?? null };
    if (known.of !== id || known.previous !== found.previous || known.next !== found.next) setKnown(found);
    return found;
  }
  return known.of === id ? known : { of: id, previous: null, next: rows[0]?.id ?? null };
}
