import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";

interface MenuItemProps {
  icon?: IconName;
  /** The key that does the same. */
  keys?: string;
  onChoose: () => void;
  disabled?: boolean;
  children: ReactNode;
}

/** One action of a menu. */
export function MenuItem({ icon, keys, onChoose, disabled = false, children }: MenuItemProps) {
  return (
    <button type="button" role="menuitem" className="menu-item" disabled={disabled} tabIndex={-1} onClick={onChoose}>
      {icon && <Icon name={icon} />}
      <span className="grow">{children}</span>
      {keys && <kbd>{keys}</kbd>}
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
