import { KEY_TITLES } from "../keyboard/key-titles.ts";
import { COMMANDS, KEYMAP, keyCaps } from "../keyboard/keymap.ts";
import { isApple, useKeyboard } from "../keyboard/keys.tsx";
import { Dialog } from "../ui/dialog.tsx";

const GROUPS = [...new Set(COMMANDS.map((command) => KEY_TITLES[command].group))];

/** Every key, in groups; those that the open page does not answer to are faint. */
export default function KeysHelp({ onClose }: { onClose: () => void }) {
  const active = useKeyboard().active();
  return (
    <Dialog title="Keys" wide onClose={onClose}>
      <div className="dialog-body">
        <div className="line-up apart">
          <h2>Keys</h2>
          <button type="button" className="button small" onClick={onClose}>
            Close <kbd>Esc</kbd>
          </button>
        </div>
        <div className="key-table">
          {GROUPS.map((group) => (
            <section key={group}>
              <h3>{group}</h3>
              <ul>
                {COMMANDS.filter((command) => KEY_TITLES[command].group === group).map((command) => (
                  <li key={command} className={active.has(command) ? "" : "muted"}>
                    {KEY_TITLES[command].title}
                    <span className="nowrap">
                      {KEYMAP[command].map((keys, index) => (
                        <span key={keys}>
                          {index > 0 && " or "}
                          {keyCaps(keys, isApple).map((cap) => (
                            <kbd key={cap}>{cap}</kbd>
                          ))}
                        </span>
                      ))}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </div>
    </Dialog>
  );
}
