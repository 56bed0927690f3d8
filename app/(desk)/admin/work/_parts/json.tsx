/** A value as it is stored, to unfold. */
export function Json({ title, value, open = false }: { title: string; value: unknown; open?: boolean }) {
  return (
    <details open={open} className="min-w-0 text-text">
      <summary className="w-fit cursor-pointer rounded text-sm font-medium text-muted hover:text-text">{title}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="mt-1.5 max-h-96 overflow-auto rounded-lg border border-line bg-canvas p-3 font-mono text-xs">
        {typeof value === "string" ? value : JSON.stringify(value ?? null, null, 2)}
      </pre>
    </details>
  );
}
