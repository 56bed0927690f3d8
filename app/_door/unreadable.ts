/** What the door itself could not take, before any act was asked. */
export class Unreadable extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly errors?: Record<string, string>,
  ) {
    super(message);
  }
}
