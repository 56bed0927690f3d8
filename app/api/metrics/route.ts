import { handler } from "@/app/_door/handler";
import { type Metric, readMetrics } from "@/domain/reports/metrics";

/** Prometheus text exposition format, version 0.0.4. */
export const GET = handler({ summary: "Metrics", scopes: ["metrics"], answer: "text/plain" }, async ({ actor }) => {
  const text = (await readMetrics(actor)).map(exposed).join("");
  return new Response(text, { headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" } });
});

function exposed({ name, help, values }: Metric): string {
  const lines = values.map(({ labels, value }) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${text.replace(/[\\"\n]/g, "_")}"`);
    return `${name}${pairs.length ? `{${pairs.join(",")}}` : ""} ${value}\n`;
  });
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join("")}`;
}
