/** Where a sign-in leads back to: a path of ours, never another site's. */
export const pathAfterSignIn = (wanted: string | undefined): string => (wanted && /^\/(?![/\\])/.test(wanted) ? wanted : "/");
