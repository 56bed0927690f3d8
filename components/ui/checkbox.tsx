import clsx from "clsx";
import { Check } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";

type Toggle = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode; hideLabel?: boolean };

/** Yes or no, the browser's own underneath: it works in plain forms too. */
export function Checkbox({ label, hint, hideLabel = false, className, ...rest }: Toggle) {
  const id = useId();
  return (
    <label htmlFor={rest.id ?? id} className={clsx("inline-flex min-h-6 items-start gap-2.5 text-sm has-disabled:opacity-55", className)}>
      <span className="relative mt-1 inline-flex size-4 shrink-0">
        <input
          id={id}
          type="checkbox"
          aria-describedby={hint ? `${id}-hint` : undefined}
          className="peer size-4 cursor-pointer appearance-none rounded border border-control bg-surface transition-colors duration-100 checked:border-accent checked:bg-accent disabled:cursor-not-allowed"
          {...rest}
        />
        <Check
          className="pointer-events-none absolute inset-0 m-auto hidden size-3 text-on-accent peer-checked:block"
          strokeWidth={3.5}
          aria-hidden
        />
      </span>
      <Words id={id} label={label} hint={hint} hideLabel={hideLabel} />
    </label>
  );
}

/** On or off, at once. */
export function Switch({ label, hint, hideLabel = false, className, ...rest }: Toggle) {
  const id = useId();
  return (
    <label htmlFor={rest.id ?? id} className={clsx("inline-flex min-h-6 items-start gap-2.5 text-sm has-disabled:opacity-55", className)}>
      <input
        id={id}
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox says itself whether it is checked
        role="switch"
        aria-describedby={hint ? `${id}-hint` : undefined}
        className={clsx(
          "relative mt-1 h-4.5 w-8 shrink-0 cursor-pointer appearance-none rounded-full bg-control transition-colors duration-150 checked:bg-accent disabled:cursor-not-allowed",
          "before:absolute before:top-0.5 before:left-0.5 before:size-3.5 before:rounded-full before:bg-white before:transition-transform before:duration-150 checked:before:translate-x-3.5 dark:before:bg-canvas",
        )}
        {...rest}
      />
      <Words id={id} label={label} hint={hint} hideLabel={hideLabel} />
    </label>
  );
}

function Words({ id, label, hint, hideLabel }: { id: string; label: ReactNode; hint?: ReactNode; hideLabel: boolean }) {
  return (
    <span className={clsx("flex flex-col pt-0.5", hideLabel && "sr-only")}>
      <span>{label}</span>
      {hint && (
        <span id={`${id}-hint`} className="text-xs text-faint">
          {hint}
        </span>
      )}
    </span>
  );
}
