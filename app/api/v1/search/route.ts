import { handler } from "@/app/_door/handler";
import { searchArticles } from "@/domain/faq/search";
import { searchTickets } from "@/domain/tickets/search";
import { markedHtml } from "../_faq";
import { operations } from "../_routes";

export const GET = handler(operations["GET /search"], async ({ actor, query: { q, lang, limit } }) => {
  const [tickets, articles] = await Promise.all([searchTickets(actor, q, limit), searchArticles(actor, q, lang, limit)]);
  return {
    tickets: tickets.map(({ subject, excerpt, ...ticket }) => ({ ...ticket, subject: markedHtml(subject), snippet: markedHtml(excerpt) })),
    articles: articles.hits.map(({ title, excerpt, ...article }) => ({
      ...article,
      url: `/faq/${article.slug}`,
      title: markedHtml(title),
      snippet: markedHtml(excerpt),
    })),
    nearly: articles.nearly && articles.hits.length > 0,
  };
});
