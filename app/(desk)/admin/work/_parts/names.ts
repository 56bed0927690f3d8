/** The engine writes "<app>-<function>"; there is one app. */
export const shortName = (fn: string): string => fn.replace(/^open-ticket-/, "");
