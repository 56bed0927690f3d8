/** Notes what a function of a scenario did, for the event with this key. */
export type Log = (scenario: string, key: string, what: string) => void;

/** The key a scenario's events carry, so that its functions can be told from those of others. */
export const keyOf = (event: { data?: { k?: unknown } }): string => String(event.data?.k ?? "-");

export const said = (error: unknown, between = ":"): string => `${(error as Error).name}${between}${(error as Error).message}`;
