export type Bell = { ring: () => void; next: () => Promise<void> };

/** Wakes whoever waits. Take `next` before looking for work: a ring while looking is then not missed. */
export function createBell(): Bell {
  let resolve = () => {};
  let waiting = Promise.resolve();
  const renew = () => {
    waiting = new Promise<void>((done) => {
      resolve = done;
    });
  };
  renew();
  return {
    ring() {
      resolve();
      renew();
    },
    next: () => waiting,
  };
}
