import clsx from "clsx";
import { File, FileArchive, FileImage, FileSpreadsheet, FileText, type LucideIcon, X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";

type AttachmentChipProps = {
  name: string;
  contentType?: string;
  size: number;
  href?: string;
  /** 0 to 1 while it is on its way. */
  progress?: number;
  onRemove?: () => void;
  className?: string;
};

/** A file: what it is, its name and size; a link when it can be had, a cross when it can be taken away. */
export function AttachmentChip({ name, contentType = "", size, href, progress, onRemove, className }: AttachmentChipProps) {
  const t = useTranslations("common");
  const format = useFormatter();
  const Icon = iconOf(contentType);
  const shell = clsx(
    "relative inline-flex h-8 max-w-full items-center gap-2 overflow-hidden rounded-md border border-line bg-raised text-xs",
    onRemove ? "pr-1 pl-2.5" : "px-2.5",
    className,
  );
  const inside = (
    <>
      <Icon className="size-3.5 shrink-0 text-faint" aria-hidden />
      <span className="max-w-56 truncate font-medium">{name}</span>
      <span className="shrink-0 text-faint tabular-nums">{sizeIn(format.number, size)}</span>
    </>
  );
  if (href) {
    return (
      <a href={href} download className={clsx(shell, "transition-colors duration-100 hover:border-line-strong hover:bg-hover")}>
        {inside}
      </a>
    );
  }
  return (
    <span className={shell}>
      {inside}
      {onRemove && (
        <button
          type="button"
          onClick={onRemove}
          aria-label={t("remove", { name })}
          className="inline-flex size-6 shrink-0 items-center justify-center rounded text-faint hover:bg-hover hover:text-text"
        >
          <X className="size-3" aria-hidden />
        </button>
      )}
      {progress !== undefined && progress < 1 && (
        <progress
          value={progress}
          max={1}
          aria-label={t("uploading", { name })}
          className="absolute inset-x-0 bottom-0 h-0.5 w-full appearance-none [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-transparent [&::-webkit-progress-value]:bg-accent"
        />
      )}
    </span>
  );
}

function iconOf(contentType: string): LucideIcon {
  if (contentType.startsWith("image/")) return FileImage;
  if (/zip|tar|compressed/.test(contentType)) return FileArchive;
  if (/sheet|excel|csv/.test(contentType)) return FileSpreadsheet;
  return /^text\/|pdf|word|document/.test(contentType) ? FileText : File;
}

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

function sizeIn(number: ReturnType<typeof useFormatter>["number"], bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return number(bytes / 1000 ** power, {
    style: "unit",
    unit: UNITS[power],
    unitDisplay: power === 0 ? "narrow" : "short",
    maximumFractionDigits: power > 1 ? 1 : 0,
  });
}
