import { readdirSync, readFileSync } from "node:fs";
import net from "node:net";
import type postgres from "postgres";

/** What work costs whatever else the machine does: statements sent, and the time of the processor in this process and in Postgres. */
export type Cost = { statements: number; nodeMs: number; databaseMs: number };

/** Counts from now on; the function it gives tells what was spent. */
export async function startCounting(sql: postgres.Sql): Promise<() => Cost> {
  const [row] = await sql<{ dir: string }[]>`select setting as dir from pg_settings where name = 'data_directory'`;
  const postmaster = readFileSync(`${row!.dir}/postmaster.pid`, "utf8").split("\n")[0]!;
  const stop = countStatements();
  const cpu = process.cpuUsage();
  const database = databaseMs(postmaster);
  return () => {
    const used = process.cpuUsage(cpu);
    return { statements: stop(), nodeMs: (used.user + used.system) / 1000, databaseMs: databaseMs(postmaster) - database };
  };
}

const HEADER = 5;

/** Bind and Query are the messages of Postgres' protocol that stand for a statement. */
function countStatements(): () => number {
  let count = 0;
  const { write } = net.Socket.prototype;
  net.Socket.prototype.write = function (this: net.Socket, ...said: unknown[]) {
    const [bytes] = said;
    if (Buffer.isBuffer(bytes)) {
      for (let at = 0; at + HEADER <= bytes.length; at += 1 + bytes.readInt32BE(at + 1)) {
        const type = String.fromCharCode(bytes[at]!);
        if (type === "B" || type === "Q") count++;
        if (!/[A-Za-z]/.test(type)) break;
      }
    }
    return Reflect.apply(write, this, said) as boolean;
  };
  return () => {
    net.Socket.prototype.write = write;
    return count;
  };
}

const MS_PER_TICK = 10;

/** Processor time of the server and all its children, from /proc: nothing where there is none. */
function databaseMs(postmaster: string): number {
  let ticks = 0;
  for (const pid of listOrNothing("/proc").filter((name) => /^\d+$/.test(name))) {
    const stat = readOrNothing(`/proc/${pid}/stat`);
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (pid === postmaster) ticks += sum(fields, 11, 15);
    else if (fields[1] === postmaster) ticks += sum(fields, 11, 13);
  }
  return ticks * MS_PER_TICK;
}

const sum = (fields: string[], from: number, to: number) => fields.slice(from, to).reduce((total, field) => total + Number(field), 0);

function listOrNothing(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
