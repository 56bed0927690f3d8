// The one gathering place of tables: Drizzle wants them as a single object.
export * from "./events";
export * from "./faq";
export * from "./fields";
export * from "./files";
export * from "./mail";
export * from "./notifications";
export * from "./people";
export * from "./settings";
export * from "./sla";
export * from "./tasks";
export * from "./tickets";
export * from "./time";
export * from "./words";
