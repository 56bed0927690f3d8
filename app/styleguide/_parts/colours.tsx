import { Group } from "./group";

const COLOURS = [
  ...["canvas", "surface", "raised", "hover", "pressed", "selected", "line", "line-strong", "control"],
  ...["text", "muted", "faint", "accent", "accent-soft", "good", "good-soft", "warn", "warn-soft", "bad", "bad-soft", "bad-solid"],
  ...["note", "note-line", "note-solid"],
];
const SIZES = ["text-2xs", "text-xs", "text-sm", "text-base", "text-lg", "text-xl", "text-2xl"];

export const Colours = () => (
  <Group title="Colour and type">
    <ul className="grid grid-cols-2 gap-3 sm:grid-cols-4 lg:grid-cols-6">
      {COLOURS.map((name) => (
        <li key={name} className="text-xs text-muted">
          <span className="mb-1 block h-10 rounded-md border border-line-strong" style={{ background: `var(--${name})` }} />
          {name}
        </li>
      ))}
    </ul>
    <ul className="flex flex-col gap-1">
      {SIZES.map((size) => (
        <li key={size} style={{ fontSize: `var(--${size})`, lineHeight: `var(--${size}--line-height)` }}>
          {size}: The quick brown fox asks for Größe XL
        </li>
      ))}
    </ul>
  </Group>
);
