import clsx from "clsx";

/** Initials on a quiet ground; the hue comes from the name, so that the same person looks the same everywhere. */
export function Avatar({ name, size = 24, ring = false, className }: { name: string; size?: number; ring?: boolean; className?: string }) {
  const initials = name
    .split(/\s+/)
    .map((part) => part[0] ?? "")
    .slice(0, 2)
    .join("")
    .toUpperCase();
  const hue = [...name].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 360, 7);
  return (
    <span
      aria-hidden
      title={name}
      className={clsx("inline-flex shrink-0 select-none items-center justify-center rounded-full font-semibold", ring && "ring-2 ring-accent ring-offset-1 ring-offset-surface", className)}
      style={{ width: size, height: size, fontSize: size * 0.4, background: `oklch(0.88 0.05 ${hue})`, color: `oklch(0.35 0.09 ${hue})` }}
    >
      {initials}
    </span>
  );
}
