import { useCallback, useState } from "react";

/**
 * A form's values that survive a reload and a failed save: what differs from `saved` is kept for the tab's life under
 * `key`. Never for secrets.
 */
export function useDraft<T extends object>(key: string, saved: T) {
  const storageKey = `apiary.draft.${key}`;
  const [edits, setEdits] = useState<Partial<T>>(() => readDraft<T>(storageKey));
  const change = useCallback(
    (edit: Partial<T>) =>
      setEdits((before) => {
        const after = { ...before, ...edit };
        sessionStorage.setItem(storageKey, JSON.stringify(after));
        return after;
      }),
    [storageKey],
  );
  const clear = useCallback(() => {
    sessionStorage.removeItem(storageKey);
    setEdits({});
  }, [storageKey]);
  const values: T = { ...saved, ...edits };
  return { values, edits, changed: Object.keys(edits).length > 0, change, clear };
}

function readDraft<T>(storageKey: string): Partial<T> {
  const stored = sessionStorage.getItem(storageKey);
  if (!stored) return {};
  try {
    // Written by `change` above, under a key that names the form.
    return JSON.parse(stored) as Partial<T>;
  } catch {
    return {};
  }
}
