import { type UseMutationResult, useMutation } from "@tanstack/react-query";
import type { MouseEvent, ReactNode } from "react";
import { useToasts } from "./toast.tsx";

/** What buttons outside of dialogs send at once. `failure` is said at the foot of the page, before the reason. */
export function useSend<Wish = void>(send: (wish: Wish) => Promise<unknown>, failure: string) {
  const toasts = useToasts();
  return useMutation({ mutationFn: send, onError: (error) => toasts.sayFailure(failure, error) });
}

interface SendButtonProps<Wish> {
  /** What it sends by; buttons that share it are shut together. */
  by: Pick<UseMutationResult<unknown, Error, Wish>, "isPending" | "mutate">;
  /** What exactly; undefined where `by` has no choice. */
  wish: Wish;
  className?: string;
  disabled?: boolean;
  children: ReactNode;
}

/** A button that sends at once, and once: it is shut while anything is sent by what it sends by. */
export function SendButton<Wish>({
  by,
  wish,
  className = "button",
  disabled = false,
  children,
}: SendButtonProps<Wish>) {
  const send = (event: MouseEvent) => {
    // Not by the second half of a double click, which may meet a button that says something else by now.
    if (event.detail <= 1) by.mutate(wish);
  };
  return (
    <button type="button" className={className} disabled={disabled || by.isPending} onClick={send}>
      {children}
    </button>
  );
}
