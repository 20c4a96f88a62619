import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { AlertRuleView } from "../../../workers/alerts/view.ts";
import { DAY_MS, HOUR_MS } from "../../../workers/kit/time.ts";
import { useKeys } from "../keyboard/keys.tsx";
import { useMay } from "../shell/me.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { MenuItem } from "../ui/menu-item.tsx";
import { useNow } from "../ui/now.ts";
import { onDemand } from "../ui/on-demand.tsx";
import { duration } from "../words/time.ts";
import { useRuleSwitch } from "./rule-change.ts";
import { ruleState } from "./rule-words.ts";

const TestDialog = onDemand(() => import("./test-dialog.tsx"), { what: "The dialog" });
const DeleteRule = onDemand(() => import("./delete-rule.tsx"), { what: "The dialog" });

/** Spans for which a rule can be muted. */
const MUTES_MS = [HOUR_MS, 4 * HOUR_MS, DAY_MS, 7 * DAY_MS];

interface RuleMenuProps {
  rule: AlertRuleView;
  /** On the rule's own page: what is done most has a button and a key. */
  own?: boolean;
}

/** What can be done with a rule, for who may. */
export function RuleMenu({ rule, own = false }: RuleMenuProps) {
  const [open, setOpen] = useState<"test" | "delete" | null>(null);
  const navigate = useNavigate();
  const set = useRuleSwitch(rule);
  const nowMs = useNow();
  const muted = ruleState(rule, nowMs) === "muted";
  const close = () => setOpen(null);
  const mayWrite = useMay("project:write");
  const edit = () => navigate({ to: "/alerts/rules/$ruleId/edit", params: { ruleId: rule.id } });
  const turnMute = () => set({ mutedUntilMs: muted ? null : Date.now() + HOUR_MS });
  useKeys(own && mayWrite ? { "rule.mute": turnMute, "rule.test": () => setOpen("test"), "rule.edit": edit } : {});
  if (!mayWrite) return null;
  return (
    <>
      {own && (
        <>
          <button type="button" className="button" onClick={edit}>
            Change <kbd>w</kbd>
          </button>
          <button type="button" className="button" onClick={() => setOpen("test")}>
            Send a test <kbd>T</kbd>
          </button>
          <button type="button" className="button" onClick={turnMute}>
            {muted ? "Unmute" : "Mute for 1 h"} <kbd>s</kbd>
          </button>
        </>
      )}
      <Menu label={`Actions for ${rule.name}`} buttonClass="button quiet small icon" button={<Icon name="more" />}>
        <MenuItem icon="edit" onChoose={edit}>
          Change
        </MenuItem>
        <MenuItem icon="mail" onChoose={() => setOpen("test")}>
          Send a test
        </MenuItem>
        <hr />
        {muted ? (
          <MenuItem icon="alerts" onChoose={() => set({ mutedUntilMs: null })}>
            Unmute
          </MenuItem>
        ) : (
          MUTES_MS.map((ms) => (
            <MenuItem key={ms} icon="mute" onChoose={() => set({ mutedUntilMs: Date.now() + ms })}>
              Mute for {duration(ms)}
            </MenuItem>
          ))
        )}
        <MenuItem icon={rule.enabled ? "pause" : "play"} onChoose={() => set({ enabled: !rule.enabled })}>
          {rule.enabled ? "Switch off" : "Switch on"}
        </MenuItem>
        <hr />
        <MenuItem icon="trash" onChoose={() => setOpen("delete")}>
          Delete
        </MenuItem>
      </Menu>
      {open === "test" && <TestDialog title={rule.name} receivers={rule.receivers} onClose={close} />}
      {open === "delete" && <DeleteRule rule={rule} onClose={close} />}
    </>
  );
}
