import { useMutation, useQueryClient } from "@tanstack/react-query";
import { newId } from "../../../workers/kit/ids.ts";
import { errorsApi } from "../api/errors.ts";
import { useDraft } from "../ui/draft.ts";
import { Form } from "../ui/form.tsx";
import { FormFailure } from "../ui/form-failure.tsx";
import { SubmitKeys } from "../ui/submit-keys.tsx";

/** Characters of a comment; the server takes no more. */
const COMMENT_CHARS_MAX = 10_000;
/** Where the key that writes a comment puts the focus. */
export const COMMENT_FIELD = "comment";

/** Says something about an issue. What is typed stays until it is sent, over reloads and failures. */
export function CommentForm({ issueId }: { issueId: string }) {
  // The comment has its id before it is sent: sent again after a lost answer, it is the same one.
  const draft = useDraft(`comment.${issueId}`, { text: "", id: "" });
  const { text, id } = draft.values;
  const refresh = useRefresh(issueId);
  const send = useMutation({
    mutationFn: () => errorsApi.addComment(issueId, id, text.trim()),
    onSuccess: () => {
      draft.clear();
      return refresh();
    },
  });
  return (
    <Form className="stack comment-form" onSubmit={() => text.trim() && send.mutate()}>
      <textarea
        id={COMMENT_FIELD}
        className="input"
        rows={2}
        aria-label="Comment"
        placeholder="What is known about it"
        maxLength={COMMENT_CHARS_MAX}
        value={text}
        onChange={(event) => draft.change({ text: event.target.value, id: id || newId() })}
      />
      <FormFailure error={send.error} />
      {text.trim() !== "" && (
        <div className="form-foot">
          <button type="submit" className="button primary" disabled={send.isPending}>
            Comment
          </button>
          <SubmitKeys />
        </div>
      )}
    </Form>
  );
}

const takeFocus = (field: HTMLElement | null) => field?.focus();

interface CommentEditProps {
  issueId: string;
  comment: string;
  text: string;
  onClose: () => void;
}

/** Gives one's own comment other words. */
export function CommentEdit({ issueId, comment, text: saved, onClose }: CommentEditProps) {
  const draft = useDraft(`comment-edit.${comment}`, { text: saved });
  const { text } = draft.values;
  const refresh = useRefresh(issueId);
  const close = () => {
    draft.clear();
    onClose();
  };
  const save = useMutation({
    mutationFn: () => errorsApi.editComment(issueId, comment, text.trim()),
    onSuccess: async () => {
      await refresh();
      close();
    },
  });
  return (
    <Form className="stack" onSubmit={() => text.trim() && save.mutate()}>
      <textarea
        ref={takeFocus}
        className="input"
        rows={3}
        aria-label="Comment"
        maxLength={COMMENT_CHARS_MAX}
        value={text}
        onChange={(event) => draft.change({ text: event.target.value })}
      />
      <FormFailure error={save.error} />
      <div className="form-foot">
        <button type="submit" className="button primary" disabled={save.isPending || text.trim() === ""}>
          Save
        </button>
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
      </div>
    </Form>
  );
}

/** Reads the issue again, whose activity holds its comments. */
export function useRefresh(issueId: string): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: ["issue", issueId] });
}
