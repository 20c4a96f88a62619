interface DraftFootProps {
  /** The verb on the button, with what it is about. */
  verb: string;
  busy: boolean;
  draft: { changed: boolean; clear: () => void };
}

/** The foot of a form that shows what is saved: saves what was changed, or puts it back. */
export function DraftFoot({ verb, busy, draft }: DraftFootProps) {
  return (
    <div className="form-foot">
      <button type="submit" className="button primary" disabled={busy || !draft.changed}>
        {verb}
      </button>
      {draft.changed && (
        <button type="button" className="button quiet" onClick={draft.clear}>
          Put back
        </button>
      )}
    </div>
  );
}
