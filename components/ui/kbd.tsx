import clsx from "clsx";

/** Keys to press, parted by blanks: "g i", "Ctrl Enter". */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return (
    <span className={clsx("inline-flex items-center gap-0.5", className)}>
      {keys.split(" ").map((key) => (
        <kbd
          key={key}
          className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded border border-line-strong bg-canvas px-1 font-sans text-2xs text-muted"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
