import { Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useKeys } from "../keyboard/keys.tsx";
import { onDemand } from "../ui/on-demand.tsx";
import { useAppearance } from "./appearance.ts";
import { useMe, useRooms } from "./me.ts";
import { Rail } from "./rail.tsx";
import { ROOMS } from "./room.ts";

const Palette = onDemand(() => import("./palette.tsx"), { what: "The search" });
const KeysHelp = onDemand(() => import("./keys-help.tsx"), { what: "The list of keys" });

/** The frame around every page of someone who is signed in: rail, page, search, key help. */
export function Shell() {
  const [overlay, setOverlay] = useState<"search" | "keys" | null>(null);
  const [rail, setRail] = useAppearance("rail");
  const navigate = useNavigate();
  const [me, known] = [useMe(), useRooms()];
  // Nobody's keys are lost while the server has not said who it is: what they lead to says it.
  const rooms = me ? known : ROOMS;
  const main = useFocusOnNavigation();
  useKeys({
    search: () => setOverlay("search"),
    help: () => setOverlay("keys"),
    "rail.fold": () => setRail(rail === "folded" ? "open" : "folded"),
    "go.account": () => navigate({ to: "/account" }),
    ...Object.fromEntries(rooms.map(({ command, path }) => [command, () => navigate({ to: path })])),
  });
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        Skip to the page
      </a>
      <Rail openSearch={() => setOverlay("search")} openKeys={() => setOverlay("keys")} />
      <main id="main" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      {overlay === "search" && <Palette onClose={() => setOverlay(null)} showKeys={() => setOverlay("keys")} />}
      {overlay === "keys" && <KeysHelp onClose={() => setOverlay(null)} />}
    </div>
  );
}

/** After moving to another path, what reads the page aloud and the Tab key start at its top. */
function useFocusOnNavigation() {
  const ref = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const previous = useRef(path);
  useEffect(() => {
    const moved = previous.current !== undefined && previous.current !== path;
    previous.current = path;
    // A page that puts the focus somewhere itself has done so by now.
    if (moved && !ref.current?.contains(document.activeElement)) ref.current?.focus({ preventScroll: true });
  }, [path]);
  return ref;
}
