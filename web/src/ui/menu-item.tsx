import type { ReactNode } from "react";
import { type Command, KEYMAP } from "../keyboard/keymap.ts";
import { Icon, type IconName } from "./icon.tsx";

interface MenuItemProps {
  icon?: IconName;
  /** Whose key does the same. */
  command?: Command | undefined;
  onChoose: () => void;
  disabled?: boolean;
  children: ReactNode;
}

/** One action of a menu. */
export function MenuItem({ icon, command, onChoose, disabled = false, children }: MenuItemProps) {
  return (
    <button
      type="button"
      role="menuitem"
      className="menu-item"
      disabled={disabled}
      tabIndex={-1}
      data-command={command}
      onClick={onChoose}
    >
      {icon && <Icon name={icon} />}
      <span className="grow">{children}</span>
      {command && <kbd>{KEYMAP[command][0]}</kbd>}
    </button>
  );
}

/** One of several choices, with a check at the one that holds. */
export function MenuChoice({
  chosen,
  onChoose,
  children,
}: {
  chosen: boolean;
  onChoose: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      role="menuitemradio"
      aria-checked={chosen}
      className="menu-item"
      tabIndex={-1}
      onClick={onChoose}
    >
      <span className="mark">{chosen && <Icon name="check" />}</span>
      <span className="grow">{children}</span>
    </button>
  );
}
