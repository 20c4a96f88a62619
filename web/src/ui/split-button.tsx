import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";
import { Menu } from "./menu.tsx";

interface SplitButtonProps {
  icon: IconName;
  verb: string;
  /** The key that does the same. */
  keyName: string;
  primary?: boolean;
  act: () => void;
  /** The menu's items: other ways to do it. */
  children: ReactNode;
}

/** A button, and beside it a menu of other ways to do the same. */
export function SplitButton({ icon, verb, keyName, primary = false, act, children }: SplitButtonProps) {
  const look = primary ? "button primary" : "button";
  return (
    <span className="button-group">
      <button type="button" className={look} onClick={act}>
        <Icon name={icon} />
        {verb} <kbd>{keyName}</kbd>
      </button>
      <Menu label={`More ways to ${verb.toLowerCase()}`} buttonClass={`${look} icon`} button={<Icon name="down" />}>
        {children}
      </Menu>
    </span>
  );
}
