import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";

interface MenuProps {
  /** What the button shows. */
  button: ReactNode;
  buttonClass?: string;
  label: string;
  children: ReactNode;
}

/** A button with a popover of actions under it. Arrows move, type-ahead finds, Escape and choosing close. */
export function Menu({ button, buttonClass = "button", label, children }: MenuProps) {
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const popover = useRef<HTMLDivElement>(null);
  const items = () => [...(popover.current?.querySelectorAll<HTMLElement>("[role^=menuitem]:not([disabled])") ?? [])];

  const onToggle = (event: { newState: string }) => {
    const open = event.newState === "open";
    trigger.current?.setAttribute("aria-expanded", String(open));
    if (!open || !popover.current || !trigger.current) return;
    place(popover.current, trigger.current);
    items()[0]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement); // -1 when the focus is elsewhere
    const move = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    const found = /^[\w]$/.test(event.key) ? all.find((item) => startsWith(item, event.key)) : undefined;
    const next = move === undefined ? found : all[move % all.length];
    if (!next || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <>
      <button
        type="button"
        ref={trigger}
        className={buttonClass}
        popoverTarget={id}
        aria-haspopup="menu"
        aria-expanded="false"
        aria-label={label}
      >
        {button}
      </button>
      <div
        ref={popover}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        className="menu"
        onToggle={onToggle}
        onKeyDown={onKeyDown}
        onClick={() => popover.current?.hidePopover()}
      >
        {children}
      </div>
    </>
  );
}

/** Under its button, and inside the window. */
function place(popover: HTMLElement, trigger: HTMLElement): void {
  const at = trigger.getBoundingClientRect();
  const size = popover.getBoundingClientRect();
  // Without the gutter of the scrollbar, which counts into the window's width.
  const { clientWidth } = document.documentElement;
  const fits = at.left + size.width + 8 <= clientWidth;
  const below = at.bottom + size.height + 12 <= innerHeight || at.top < size.height;
  popover.style.left = fits ? `${at.left}px` : "auto";
  popover.style.right = fits ? "auto" : "8px";
  popover.style.top = below ? `${at.bottom}px` : `${at.top - size.height - 8}px`;
}

const startsWith = (item: HTMLElement, letter: string): boolean =>
  (item.textContent ?? "").trim().toLowerCase().startsWith(letter.toLowerCase());
