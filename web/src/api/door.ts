import type { UnfollowView } from "../../../workers/alerts/view.ts";
import type { SignInView } from "../../../workers/identity/view.ts";
import { request } from "./request.ts";

/** The ways in. Each sets the session cookie when it succeeds. */
export const doorApi = {
  becomeFirstOwner: (owner: { token: string; name: string; email: string }) =>
    request<SignInView>("POST", "/id/first-owner", owner),
  invitation: (token: string, signal?: AbortSignal) =>
    request<{ email: string; roles: string[] }>(
      "GET",
      `/id/invitation?${new URLSearchParams({ token })}`,
      undefined,
      signal,
    ),
  acceptInvitation: (token: string, name: string) => request<SignInView>("POST", "/id/invitation", { token, name }),
  unfollowed: (token: string, signal?: AbortSignal) =>
    request<UnfollowView>("GET", `/id/unfollow?${new URLSearchParams({ token })}`, undefined, signal),
  unfollow: (token: string) => request<unknown>("POST", `/id/unfollow?${new URLSearchParams({ token })}`, {}),
  mailLink: (email: string) => request<unknown>("POST", "/id/link", { email }),
  redeemLink: (token: string) => request<SignInView>("POST", "/id/link/redeem", { token }),
  verifyTotp: (code: string) => request<unknown>("POST", "/id/auth/two-factor/verify-totp", { code }),
  verifyRecoveryCode: (code: string) => request<unknown>("POST", "/id/auth/two-factor/verify-backup-code", { code }),
  signOut: () => request<unknown>("POST", "/id/auth/sign-out", {}),
};

/** An authenticator app's enrolment: begun, then proved with one code. */
export const totpApi = {
  begin: () => request<{ totpURI: string; backupCodes: string[] }>("POST", "/id/auth/two-factor/enable", {}),
  confirm: (code: string) => request<unknown>("POST", "/id/auth/two-factor/verify-totp", { code }),
  remove: () => request<unknown>("POST", "/id/auth/two-factor/disable", {}),
  newRecoveryCodes: () => request<{ backupCodes: string[] }>("POST", "/id/auth/two-factor/generate-backup-codes", {}),
};
