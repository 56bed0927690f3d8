export const THEMES = ["light", "dark", "system"] as const;
export type Theme = (typeof THEMES)[number];

/**
 * Runs before the first paint: the chosen or the system's theme, the folded sidebar, and the reader's zone for the next
 * request. Repeats itself when the system or another window changes its mind. Plain text, because it is inlined.
 */
export const BEFORE_PAINT = `(function(){var e=document.documentElement,m=matchMedia("(prefers-color-scheme: dark)");
function read(k){try{return localStorage.getItem(k)}catch(x){return null}}
function apply(){var t=read("theme");e.dataset.theme=t==="light"||t==="dark"?t:m.matches?"dark":"light";
if(read("sidebar")==="folded")e.dataset.sidebar="folded";else delete e.dataset.sidebar}
apply();m.addEventListener("change",apply);addEventListener("storage",apply);addEventListener("look",apply);
try{document.cookie="tz="+encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone)+";path=/;max-age=31536000;samesite=lax"}catch(x){}})()`;

/** The same once more, for a page that was drawn without it. */
export function restoreLook(): void {
  if (document.documentElement.dataset.theme) return;
  const script = document.createElement("script");
  script.textContent = BEFORE_PAINT;
  document.head.append(script);
}

export function chosenTheme(): Theme {
  const kept = keep.read("theme");
  return kept === "light" || kept === "dark" ? kept : "system";
}

export function chooseTheme(theme: Theme): void {
  keep.write("theme", theme === "system" ? null : theme);
}

export function toggleSidebar(): void {
  keep.write("sidebar", keep.read("sidebar") === "folded" ? null : "folded");
}

export function chooseLocale(locale: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `locale=${locale};path=/;max-age=31536000;samesite=lax`;
}

/** Storage may be forbidden; then a choice lasts as long as the page. */
const keep = {
  read(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  write(key: string, value: string | null): void {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      // Nothing to keep it in.
    }
    dispatchEvent(new Event("look"));
  },
};
