import { useState } from "react";

/** The one-time token of this page's address, taken out of the address bar and the history at once. */
export function useToken(): string | null {
  const [token] = useState(() => {
    const url = new URL(location.href);
    const found = url.searchParams.get("token");
    if (found) {
      url.searchParams.delete("token");
      history.replaceState(history.state, "", url);
    }
    return found;
  });
  return token;
}
