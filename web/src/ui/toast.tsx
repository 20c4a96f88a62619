import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import { ProblemError } from "../api/request.ts";
import { Icon } from "./icon.tsx";

const SHOWN_MS = 8_000;
/** More than this at once hides the page: the oldest leaves. */
const MAX_TOASTS = 3;

interface Toast {
  id: number;
  text: string;
  undo: (() => void) | null;
}

interface Toasts {
  say(text: string, undo?: () => void): void;
  /** Says what failed, why, and under which request id. */
  sayFailure(what: string, error: unknown): void;
}

const ToastContext = createContext<Toasts | null>(null);

/** Short answers to what a person just did, at the foot of the page, with undo where it can be undone. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const nextId = useRef(1);
  const drop = useCallback((id: number) => setToasts((now) => now.filter((toast) => toast.id !== id)), []);
  const say = useCallback(
    (text: string, undo?: () => void) => {
      const id = nextId.current++;
      setToasts((now) => [...now, { id, text, undo: undo ?? null }].slice(-MAX_TOASTS));
      setTimeout(() => drop(id), SHOWN_MS);
    },
    [drop],
  );
  const value = useMemo<Toasts>(
    () => ({ say, sayFailure: (what, error) => say(`${what} ${failureText(error)}`) }),
    [say],
  );
  return (
    <ToastContext value={value}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {toasts.map((toast) => (
          <div key={toast.id} className="toast">
            <span>{toast.text}</span>
            {toast.undo && (
              <button
                type="button"
                className="button small"
                onClick={() => {
                  drop(toast.id);
                  toast.undo?.();
                }}
              >
                Undo
              </button>
            )}
            <button type="button" className="button small icon" aria-label="Dismiss" onClick={() => drop(toast.id)}>
              <Icon name="cross" />
            </button>
          </div>
        ))}
      </div>
    </ToastContext>
  );
}

/** The page's toasts. */
export function useToasts(): Toasts {
  const toasts = useContext(ToastContext);
  if (!toasts) throw new Error("useToasts needs a ToastProvider above it");
  return toasts;
}

function failureText(error: unknown): string {
  if (!(error instanceof ProblemError)) return String(error);
  return error.requestId ? `${error.message} Request ${error.requestId}` : error.message;
}
