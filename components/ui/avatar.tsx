import clsx from "clsx";

export type Presence = "viewing" | "replying" | "noting";

const RINGS: Record<Presence, string> = { viewing: "ring-good", replying: "ring-accent", noting: "ring-note-solid" };

/** Initials on a quiet ground; the hue comes from the name, so that one person looks the same everywhere. The ring says that somebody is here. */
export function Avatar({
  name,
  size = 24,
  presence,
  ring = false,
  className,
}: {
  name: string;
  size?: number;
  presence?: Presence;
  ring?: boolean;
  className?: string;
}) {
  const here = presence ?? (ring ? "viewing" : undefined);
  return (
    <span
      aria-hidden
      className={clsx(
        "inline-flex shrink-0 select-none items-center justify-center rounded-full bg-[oklch(0.9_0.045_var(--hue))] font-semibold text-[oklch(0.38_0.09_var(--hue))] dark:bg-[oklch(0.36_0.055_var(--hue))] dark:text-[oklch(0.9_0.045_var(--hue))]",
        here && "ring-2 ring-offset-1 ring-offset-surface",
        here && RINGS[here],
        className,
      )}
      style={{ width: size, height: size, fontSize: Math.max(8.5, size * 0.4), ["--hue" as string]: hueOf(name) }}
    >
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.split(/[\s@._-]+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return (
    [first, last]
      .map((word) => (word ? ([...word][0] ?? "") : ""))
      .join("")
      .toUpperCase() || "?"
  );
}

const hueOf = (name: string): number => [...name].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 360, 7);
