import { isApple } from "../keyboard/keys.tsx";

/** Beside a form's button: the keys that do the same. */
export const SubmitKeys = () => <span className="hint">or {isApple ? "⌘Enter" : "Ctrl Enter"}</span>;
