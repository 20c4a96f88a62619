import { Link } from "@tanstack/react-router";
import type { AlertReceiverView } from "../../../workers/alerts/view.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { MenuItem } from "../ui/menu-item.tsx";
import { useNow } from "../ui/now.ts";
import { counted } from "../words/number.ts";
import { healthOf, RECEIVER_WORDS, targetText } from "./receiver-words.ts";

interface ReceiverRowProps {
  receiver: AlertReceiverView;
  mayWrite: boolean;
  open: (what: "change" | "test" | "rotate" | "delete") => void;
}

/** One receiver: where it is, whether it is reached, and what can be done with it. */
export function ReceiverRow({ receiver, mayWrite, open }: ReceiverRowProps) {
  const { id, name, kind, rules, waiting, parked, lastError } = receiver;
  const health = healthOf(receiver, useNow());
  return (
    <tr>
      <th scope="row">
        <strong>{name}</strong>
        <div className="muted line-up">
          <Icon name={RECEIVER_WORDS[kind].icon} />
          {RECEIVER_WORDS[kind].title}
        </div>
      </th>
      <td data-label="Where" className="receiver-target">
        {targetText(receiver)}
      </td>
      <td data-label="State">
        <div className="stack tight">
          <span className={`badge ${health.tone}`}>{health.text}</span>
          {lastError && health.tone !== "good" && <span className="muted small">{lastError}</span>}
          {waiting + parked > 0 && (
            <Link to="/alerts/outbox" search={{ receiver: id }} className="small">
              {[waiting > 0 && `${waiting} waiting`, parked > 0 && `${parked} parked`].filter(Boolean).join(", ")}
            </Link>
          )}
        </div>
      </td>
      <td data-label="Rules">{rules === 0 ? <span className="muted">none</span> : counted(rules, "rule")}</td>
      <td className="actions">
        {mayWrite && (
          <span className="receiver-actions">
            <button type="button" className="button small" onClick={() => open("test")}>
              Send a test
            </button>
            <Menu label={`Actions for ${name}`} buttonClass="button quiet small icon" button={<Icon name="more" />}>
              <MenuItem icon="edit" onChoose={() => open("change")}>
                Change
              </MenuItem>
              {kind === "webhook" && (
                <MenuItem icon="key" onChoose={() => open("rotate")}>
                  Rotate the secret
                </MenuItem>
              )}
              <hr />
              <MenuItem icon="trash" onChoose={() => open("delete")}>
                Delete
              </MenuItem>
            </Menu>
          </span>
        )}
      </td>
    </tr>
  );
}
