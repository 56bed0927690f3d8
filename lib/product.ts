/** The product's own facts, shared by every page. */
export const PRODUCT = { name: "Open Ticket", version: "0.1.0", licence: "AGPL-3.0-or-later", sourceUrl: "/source" } as const;
