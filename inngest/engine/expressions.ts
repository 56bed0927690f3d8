import { type ASTNode, Environment, type ParseResult } from "@marcbachmann/cel-js";
import type { Json } from "./types";

type Scope = { event: Json; async?: Json };
type Compiled = { run: ParseResult; paths: string[][] };

const language = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false })
  .registerFunction("lowercase(string): string", (text: string) => text.toLowerCase())
  .registerFunction("uppercase(string): string", (text: string) => text.toUpperCase());

/** Does the expression hold? A type error, or anything but true, is no. */
export function holds(expression: string | null | undefined, scope: Scope): boolean {
  if (!expression) return true;
  try {
    return evaluate(expression, scope) === true;
  } catch {
    return false;
  }
}

/** The value a key expression such as "event.data.account" has for this event, as text. No value is the empty key. */
export function keyOf(expression: string | undefined, scope: Scope): string {
  if (!expression) return "";
  try {
    const value = evaluate(expression, scope);
    if (value === null || value === undefined) return "";
    return typeof value === "string" ? value : JSON.stringify(value, (_, v) => (typeof v === "bigint" ? Number(v) : v));
  } catch {
    return "";
  }
}

/** A number between the bounds; what cannot be computed is 0. */
export function numberOf(expression: string | undefined, scope: Scope, min: number, max: number): number {
  if (!expression) return 0;
  try {
    const value = Number(evaluate(expression, scope));
    return Number.isFinite(value) ? Math.min(max, Math.max(min, Math.trunc(value))) : 0;
  } catch {
    return 0;
  }
}

/** Throws a sentence when the expression cannot be read. */
export function checkExpression(expression: string): void {
  try {
    compile(expression);
  } catch (error) {
    throw new Error(`The expression ${JSON.stringify(expression)} cannot be read: ${(error as Error).message.split("\n")[0]}`);
  }
}

/**
 * The first conjunct `event.P == async.Q`, with the value event.P has: what an index can look up. The whole expression
 * still decides.
 */
export function liftEquality(expression: string | null | undefined, event: Json): { path: string; value: string } | undefined {
  if (!expression) return undefined;
  for (const node of conjuncts(compile(expression).run.ast)) {
    if (node.op !== "==") continue;
    const sides = (node.args as [ASTNode, ASTNode]).map(pathOf);
    const own = sides.find((side) => side?.[0] === "event");
    const incoming = sides.find((side) => side?.[0] === "async");
    if (!own || !incoming || own.length < 2 || incoming.length < 2) continue;
    const value = lookupKey(valueAt(event, own.slice(1)));
    if (value !== undefined) return { path: incoming.slice(1).join("\u001f"), value };
  }
  return undefined;
}

/** How the value at a lifted path of this event is written in the index; undefined for what cannot be indexed. */
export const lookupValue = (event: Json, path: string): string | undefined => lookupKey(valueAt(event, path.split("\u001f")));

function lookupKey(value: Json): string | undefined {
  if (value === undefined || value === null) return "null";
  if (typeof value === "object") return undefined;
  // Long texts are cut: equal texts have equal beginnings, and the expression compares the rest.
  return JSON.stringify(value).slice(0, 300);
}

function evaluate(expression: string, scope: Scope): Json {
  const { run, paths } = compile(expression);
  const filled: Record<string, Json> = { ...scope };
  for (const path of paths) fill(filled, path);
  return run(filled);
}

const known = new Map<string, Compiled>();

function compile(expression: string): Compiled {
  const before = known.get(expression);
  if (before) return before;
  const run = language.parse(expression);
  const compiled = { run, paths: pathsIn(run.ast) };
  if (known.size > 5000) known.clear();
  known.set(expression, compiled);
  return compiled;
}

/** An absent field is null, never an error: every path the expression names is made to exist, in copies. */
function fill(into: Record<string, Json>, [head, ...rest]: string[]): void {
  if (head === undefined) return;
  const value = into[head];
  if (rest.length === 0) {
    if (value === undefined) into[head] = null;
    return;
  }
  if (value !== undefined && value !== null && (typeof value !== "object" || Array.isArray(value))) return;
  const copy = { ...(value as Record<string, Json> | null | undefined) };
  into[head] = copy;
  fill(copy, rest);
}

function pathsIn(node: unknown): string[][] {
  if (Array.isArray(node)) return node.flatMap(pathsIn);
  if (typeof node !== "object" || node === null || !("op" in node)) return [];
  const path = pathOf(node as ASTNode);
  if (path) return path[0] === "event" || path[0] === "async" ? [path] : [];
  return pathsIn((node as ASTNode).args);
}

function pathOf(node: ASTNode): string[] | undefined {
  if (node.op === "id") return [node.args as string];
  if (node.op !== ".") return undefined;
  const [inner, field] = node.args as [ASTNode, string];
  const path = pathOf(inner);
  return path && [...path, field];
}

function conjuncts(node: ASTNode): ASTNode[] {
  return node.op === "&&" ? (node.args as [ASTNode, ASTNode]).flatMap(conjuncts) : [node];
}

const valueAt = (from: Json, path: string[]): Json =>
  path.reduce<Json>((at, key) => (at as Record<string, Json> | null | undefined)?.[key], from);
