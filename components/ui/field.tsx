import clsx from "clsx";
import { CircleAlert } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";

export const controlClass =
  "w-full rounded-md border border-control/70 bg-surface text-base text-text transition-colors duration-100 hover:border-control focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 focus-visible:outline-accent disabled:cursor-not-allowed disabled:bg-hover disabled:text-faint aria-invalid:border-bad";

export type Labelled = { label: string; hint?: ReactNode; error?: string; optional?: string };
type Control = { id: string; "aria-describedby"?: string; "aria-invalid"?: true };

/** A label above, a hint or the fault below, and both tied to the control between. */
export function Labelling({
  label,
  hint,
  error,
  optional,
  id,
  className,
  children,
}: Labelled & { id?: string; className?: string; children: (control: Control) => ReactNode }) {
  const made = useId();
  const controlId = id ?? made;
  const about = clsx(error && `${controlId}-error`, hint && `${controlId}-hint`) || undefined;
  return (
    <div className={clsx("flex flex-col gap-1.5", className)}>
      <label htmlFor={controlId} className="text-sm font-medium">
        {label}
        {optional && <span className="ml-1.5 font-normal text-faint">{optional}</span>}
      </label>
      {children({ id: controlId, "aria-describedby": about, "aria-invalid": error ? true : undefined })}
      {error && (
        <p id={`${controlId}-error`} className="flex items-start gap-1.5 text-xs text-bad">
          <CircleAlert className="mt-px size-3.5 shrink-0" aria-hidden />
          {error}
        </p>
      )}
      {hint && (
        <p id={`${controlId}-hint`} className="text-xs text-faint">
          {hint}
        </p>
      )}
    </div>
  );
}

/** One line of text with its label. */
export function Field({ label, hint, error, optional, id, className, ...rest }: ComponentProps<"input"> & Labelled) {
  return (
    <Labelling label={label} hint={hint} error={error} optional={optional} id={id} className={className}>
      {(control) => <input {...control} className={clsx(controlClass, "h-9 px-3 max-sm:h-10 max-sm:text-lg")} {...rest} />}
    </Labelling>
  );
}

/** Several lines of text with their label. */
export function TextArea({ label, hint, error, optional, id, className, rows = 4, ...rest }: ComponentProps<"textarea"> & Labelled) {
  return (
    <Labelling label={label} hint={hint} error={error} optional={optional} id={id} className={className}>
      {(control) => <textarea {...control} rows={rows} className={clsx(controlClass, "resize-y px-3 py-2 max-sm:text-lg")} {...rest} />}
    </Labelling>
  );
}
