import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { IssueMarksView } from "../../../workers/errors/view.ts";
import { errorsApi } from "../api/errors.ts";
import { marksQuery } from "../api/queries.ts";
import { useKeys } from "../keyboard/keys.tsx";
import { Icon } from "../ui/icon.tsx";
import { useToasts } from "../ui/toast.tsx";

/** What one sets on an issue for oneself: following it, and a bookmark. That one has seen it is set by looking. */
export function OwnMarks({ issueId }: { issueId: string }) {
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const { queryKey } = marksQuery(issueId);
  const marks = useQuery(marksQuery(issueId)).data;
  useEffect(() => {
    const refresh = () => queryClient.invalidateQueries({ queryKey: ["marks", issueId] });
    // Nothing to say when it fails: it is set again when the issue is next looked at.
    errorsApi.mark(issueId, { seen: true }).then(refresh, () => {});
  }, [issueId, queryClient]);
  const set = async (change: { bookmarked?: boolean; subscribed?: boolean }) => {
    if (!marks) return;
    queryClient.setQueryData<IssueMarksView>(queryKey, { ...marks, own: { ...marks.own, ...change } });
    try {
      await errorsApi.mark(issueId, change);
    } catch (error) {
      toasts.sayFailure("Nothing was changed.", error);
    }
    await queryClient.invalidateQueries({ queryKey });
  };
  const follows = marks?.own.subscribed === true;
  const bookmarked = marks?.own.bookmarked === true;
  const follow = () => void set({ subscribed: !follows });
  const bookmark = () => void set({ bookmarked: !bookmarked });
  useKeys({ "issue.follow": follow, "issue.bookmark": bookmark });
  return (
    <span className="button-group">
      <button
        type="button"
        className="button icon"
        aria-label="Follow"
        aria-pressed={follows}
        title={follows ? "You get mails on what happens to it (F)" : "Get mails on what happens to it (F)"}
        onClick={follow}
      >
        <Icon name="alerts" />
      </button>
      <button
        type="button"
        className="button icon"
        aria-label="Bookmark"
        aria-pressed={bookmarked}
        title="Bookmark: is:bookmarked finds it (B)"
        onClick={bookmark}
      >
        <Icon name="star" />
      </button>
    </span>
  );
}
