-- Tickets that stand already get what new ones get from their events (domain/tickets/search-document.ts).
INSERT INTO "ticket_documents" ("ticket_id", "public_words", "all_words")
SELECT t."id", said."head" || coalesce(said."public", ''::tsvector), said."head" || coalesce(said."every", ''::tsvector)
FROM "tickets" t
CROSS JOIN LATERAL (
  SELECT setweight(words.head, 'A') AS "head", words."public", words."every"
  FROM (
    SELECT to_tsvector('simple', t."number" || ' ' || t."subject") || to_tsvector('english', t."subject") || to_tsvector('german', t."subject") AS head,
      (SELECT to_tsvector('simple', x) || to_tsvector('english', x) || to_tsvector('german', x)
         FROM (SELECT left(string_agg(left(m."visible_text", 20000), ' '), 200000) AS x FROM "messages" m WHERE m."ticket_id" = t."id" AND NOT m."internal") a) AS "public",
      (SELECT to_tsvector('simple', x) || to_tsvector('english', x) || to_tsvector('german', x)
         FROM (SELECT left(string_agg(left(m."visible_text", 20000), ' '), 200000) AS x FROM "messages" m WHERE m."ticket_id" = t."id") b) AS "every"
  ) words
) said
ON CONFLICT DO NOTHING;
