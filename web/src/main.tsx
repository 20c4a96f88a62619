import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "./api/query-client.ts";
import { isDoor } from "./door/next-path.ts";
import { KeyboardProvider } from "./keyboard/keys.tsx";
import { createConsoleRouter } from "./router.tsx";
import { restoreAppearance } from "./shell/appearance.ts";
import { ToastProvider } from "./ui/toast.tsx";
import "./styles/index.css";

const queryClient = createQueryClient(() => {
  const { pathname, href } = router.state.location;
  if (!isDoor(pathname)) void router.navigate({ to: "/sign-in", search: { next: href }, replace: true });
});
const router = createConsoleRouter(queryClient);

// A page whose code did not come is loaded anew by the router, which knows it by how the message begins. Without a
// connection that would leave the browser's own page in place of this one and of what was typed: so it begins otherwise.
addEventListener("vite:preloadError", ({ payload }) => {
  if (!navigator.onLine) payload.message = `Offline: ${payload.message}`;
});

const place = document.getElementById("root");
if (!place) throw new Error("index.html has no #root");
restoreAppearance();
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <KeyboardProvider>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </KeyboardProvider>
    </QueryClientProvider>
  </StrictMode>,
);
